using System.Numerics;

namespace MT2ST.Tasks;

/// <summary>A kind of task: what it needs, what it does by default, and how it is made.</summary>
public interface ITaskDefinition
{
    /// <summary>What the task's data must carry.</summary>
    TaskNeeds Needs { get; }

    /// <summary>Whether the task visits documents block by block and copies none, so that they may be read from a file as it trains.</summary>
    bool StreamsText => false;

    /// <summary>Whether an example is a word with related words, so that pairs can be left out of the data.</summary>
    bool ReadsPairs => false;

    /// <summary>The corpus format of files whose name does not tell it; null to look at their first lines.</summary>
    string? UnnamedFormat => null;

    /// <summary>Rates, optimizers and sizes that a run may override.</summary>
    TaskDefaults Defaults { get; }

    /// <summary>Checks the task's own settings, so that a mistake shows before any file is read.</summary>
    /// <exception cref="ArgumentException">A setting is unknown, of the wrong kind or out of its range.</exception>
    void CheckSettings(IOwnSettings settings);

    /// <summary>Whether the data must be encoded with affix and shape features.</summary>
    bool WantsWordFeatures(IOwnSettings settings) => false;

    /// <summary>Whether a document keeps all of its labels, not the first alone.</summary>
    bool WantsAllLabels(IOwnSettings settings) => false;

    /// <summary>Makes the task.</summary>
    /// <exception cref="ArgumentException">The data lacks what the task needs, or a setting is wrong.</exception>
    ITask<T> Create<T>(TaskContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
