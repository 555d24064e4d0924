namespace MT2ST.Tasks;

/// <summary>Some cells of one row of a co-occurrence matrix.</summary>
/// <param name="Word">The row: the word whose neighbours are counted.</param>
/// <param name="Chunk">The chunk of memory that holds the cells.</param>
/// <param name="Start">The first cell in the chunk.</param>
/// <param name="Count">How many cells.</param>
internal readonly record struct CellBlock(int Word, int Chunk, int Start, int Count);
