#include "CProcess.h"
int cp_placeholder(void){return 0;}
