/**
 * The benchmark of losses: a whole Muninn under load whose parts are killed with -9 at random
 * moments, and the checks that nothing was lost, left over or done twice. It looks from outside
 * only: by HTTP, at the files, and at the journal's rows, which it reads without the program's
 * classes.
 */
package dev.muninn.node.bench.chaos;
