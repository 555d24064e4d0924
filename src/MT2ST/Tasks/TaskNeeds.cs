namespace MT2ST.Tasks;

/// <summary>What a task's data must carry.</summary>
public enum TaskNeeds
{
    /// <summary>Nothing but words.</summary>
    Text,

    /// <summary>A label for each document.</summary>
    Labels,

    /// <summary>A tag for each token.</summary>
    Tags,

    /// <summary>A number for each document, as its label.</summary>
    Scores,

    /// <summary>A tag for each token or a label for each document.</summary>
    TagsOrLabels,
}
