"""pajak: taxpayers, turnover returns, bills, payments and the ledger of local tax on goods and services (PBJT)."""
