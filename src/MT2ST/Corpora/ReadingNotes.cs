namespace MT2ST.Corpora;

/// <summary>What a user should know of how files were read, each thing once. Any number of threads may add to it.</summary>
internal sealed class ReadingNotes
{
    private readonly Lock _adding = new();
    private readonly List<string> _notes = [];

    /// <summary>The notes so far, in the order in which they came.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_adding)
                return [.. _notes];
        }
    }

    /// <summary>Adds a note that is not there yet.</summary>
    public void Add(string note)
    {
        lock (_adding)
            if (!_notes.Contains(note))
                _notes.Add(note);
    }
}
