using MT2ST.Corpora;
using MT2ST.Vocabularies;

namespace MT2ST.Evaluation;

/// <summary>Analogy questions in sections, such as the 19,544 of Mikolov et al. (2013a).</summary>
public sealed class AnalogySet
{
    /// <summary>Creates a set.</summary>
    /// <param name="sections">The sections, in the order in which results list them.</param>
    internal AnalogySet(IReadOnlyList<AnalogySection> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        Sections = sections;
    }

    /// <summary>The sections, in the file's order.</summary>
    internal IReadOnlyList<AnalogySection> Sections { get; }

    /// <summary>Reads lines of four words <c>a b c d</c> in sections that begin with a line <c>: name</c>; empty lines are skipped.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A line is not of this form, or there is none; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static AnalogySet Read(string path, CancellationToken cancellationToken = default)
    {
        var sections = new List<AnalogySection>();
        var questions = new List<AnalogyQuestion>();
        int lineNumber = 0;
        foreach (string line in InputFile.ReadLines(path, cancellationToken))
        {
            lineNumber++;
            string[] columns = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (columns.Length == 0)
                continue;
            if (line[0] == ':')
                sections.Add(new AnalogySection(line[1..].Trim(), questions = []));
            else if (columns.Length != 4)
                throw new InvalidDataException($"{path}:{lineNumber}: found {columns.Length} words, expected 4 as in 'Athens Greece Oslo Norway', or ': section'.");
            else if (sections.Count == 0)
                throw new InvalidDataException($"{path}:{lineNumber}: found a question before the first section, expected a line such as ': capital-world'.");
            else
                questions.Add(new AnalogyQuestion(columns[0], columns[1], columns[2], columns[3]));
        }
        return sections.Count > 0 ? new AnalogySet(sections) : throw new InvalidDataException($"{path}: is empty, expected analogy questions.");
    }

    /// <summary>
    /// Answers every question whose four words have a vector and counts the right answers: a result for each section,
    /// then the totals <c>semantic</c>, <c>syntactic</c> and <c>total</c>.
    /// </summary>
    /// <param name="vectors">The vectors; words are looked up as written, then in lower case.</param>
    /// <param name="threadCount">How many threads work, at least 1; the answers do not depend on it.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// 3CosAdd (Mikolov et al. 2013a): the answer is argmax over all words but a, b and c of cos(x, b - a + c) with a, b
    /// and c at length 1; of words at the same cosine the one with the lowest id.
    /// </remarks>
    public IReadOnlyList<AnalogyResult> Evaluate(WordVectors vectors, int threadCount = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threadCount);
        var offsets = new List<WordOffset>();
        var answers = new List<int>();
        var foundCounts = new List<int>();
        foreach (AnalogySection section in Sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int before = offsets.Count;
            foreach (AnalogyQuestion question in section.Questions)
                AddIfFound(question, vectors, offsets, answers);
            foundCounts.Add(offsets.Count - before);
        }
        int[] solutions = OffsetSearch.Solve(vectors.Normalized(cancellationToken).Rows, [.. offsets], threadCount, cancellationToken);
        return Results(foundCounts, answers, solutions);
    }

    private static void AddIfFound(AnalogyQuestion question, WordVectors vectors, List<WordOffset> offsets, List<int> answers)
    {
        var offset = new WordOffset(vectors.Find(question.First), vectors.Find(question.Second), vectors.Find(question.Third));
        int answer = vectors.Find(question.Answer);
        if (offset.A == Vocabulary.Missing || offset.B == Vocabulary.Missing || offset.C == Vocabulary.Missing || answer == Vocabulary.Missing)
            return;
        offsets.Add(offset);
        answers.Add(answer);
    }

    private List<AnalogyResult> Results(List<int> foundCounts, List<int> answers, int[] solutions)
    {
        var results = new List<AnalogyResult>(Sections.Count + 3);
        var semantic = new Tally();
        var syntactic = new Tally();
        int start = 0;
        for (int i = 0; i < Sections.Count; i++)
        {
            var tally = new Tally { Questions = Sections[i].Questions.Count, Found = foundCounts[i] };
            for (int question = start; question < start + foundCounts[i]; question++)
                tally.Right += solutions[question] == answers[question] ? 1 : 0;
            start += foundCounts[i];
            results.Add(tally.Result(Sections[i].Name));
            (Sections[i].IsSyntactic ? syntactic : semantic).Add(tally);
        }
        results.Add(semantic.Result("semantic"));
        results.Add(syntactic.Result("syntactic"));
        semantic.Add(syntactic);
        results.Add(semantic.Result("total"));
        return results;
    }

    private sealed class Tally
    {
        public int Questions { get; set; }

        public int Found { get; set; }

        public int Right { get; set; }

        public void Add(Tally other)
        {
            Questions += other.Questions;
            Found += other.Found;
            Right += other.Right;
        }

        public AnalogyResult Result(string section) => new(section, Found > 0 ? (double)Right / Found : null, Questions, Found);
    }
}

/// <summary>A named group of analogy questions of one kind.</summary>
/// <param name="Name">The section's name, such as <c>capital-world</c>.</param>
/// <param name="Questions">The questions, in the file's order.</param>
internal sealed record AnalogySection(string Name, IReadOnlyList<AnalogyQuestion> Questions)
{
    /// <summary>Whether the questions ask for a form of a word, not for its meaning: sections <c>gram...</c> of the published set.</summary>
    public bool IsSyntactic => Name.StartsWith("gram", StringComparison.Ordinal);
}

/// <summary>A question "<paramref name="First"/> is to <paramref name="Second"/> as <paramref name="Third"/> is to what?" with its answer.</summary>
/// <param name="First">a, such as <c>Athens</c>.</param>
/// <param name="Second">b, such as <c>Greece</c>.</param>
/// <param name="Third">c, such as <c>Oslo</c>.</param>
/// <param name="Answer">d, such as <c>Norway</c>.</param>
internal sealed record AnalogyQuestion(string First, string Second, string Third, string Answer);

/// <summary>How many analogy questions of a section the vectors answer.</summary>
/// <param name="Section">The section's name, or <c>semantic</c>, <c>syntactic</c>, <c>total</c> for the sums over sections.</param>
/// <param name="Accuracy">The share of the found questions that are answered right, in [0, 1]; null if none is found.</param>
/// <param name="QuestionCount">The number of questions in the section.</param>
/// <param name="FoundCount">The number of questions whose four words all have a vector: only they are counted.</param>
public sealed record AnalogyResult(string Section, double? Accuracy, int QuestionCount, int FoundCount);
