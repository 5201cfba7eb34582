// A header whose example has rotted, to see that this is noticed.
//
//     int x = no_such_function();
//     (void)x;
//
#pragma once
