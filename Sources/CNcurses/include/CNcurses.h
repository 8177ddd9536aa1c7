#pragma once
int cn_placeholder(void);
