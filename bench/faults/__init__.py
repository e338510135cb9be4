"""Is anything lost, wrong or stuck when runs are killed, stopped, starved of room and made to meet one another?"""
