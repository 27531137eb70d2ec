#ifndef BINNACLE_CSQLITE_H
#define BINNACLE_CSQLITE_H

#if !__has_include(<sqlite3.h>)
#error "SQLite's header is missing: apt-get install libsqlite3-dev"
#endif

#include <sqlite3.h>

#endif
