using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>The reference of each task of the catalog.</summary>
internal static class TaskReferences
{
    public static TaskReference Create(TaskFixture fixture, ITask<double> task, Tally tally) => fixture.Task switch
    {
        "cbow" => new CbowReference(fixture, task, tally),
        "skipgram" => new SkipGramReference(fixture, task, tally),
        "glove" => new GloveReference(fixture, task, tally),
        "classification" => new ClassificationReference(fixture, task, tally),
        "distillation" => new DistillationReference(fixture, task, tally),
        "matching" => new MatchingReference(fixture, task, tally),
        "tagging" => new TaggingReference(fixture, task, tally),
        "lexicon" => new LexiconReference(fixture, task, tally),
        "relation" => new RelationReference(fixture, task, tally),
        "similarity" => new SimilarityReference(fixture, task, tally),
        "analogy" => new AnalogyReference(fixture, task, tally),
        _ => throw new ArgumentException($"Task '{fixture.Task}' has no reference: write one and name it here."),
    };
}
