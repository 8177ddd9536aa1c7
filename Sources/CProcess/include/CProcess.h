#pragma once
int cp_placeholder(void);
