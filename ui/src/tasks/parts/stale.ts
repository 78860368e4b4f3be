// What shows tasks.
export const staleOfTasks = [['home'], ['tasks'], ['contact'], ['deal'], ['deals'], ['board']];
