using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MT2ST.Cli.Commands;
using MT2ST.Runs;
using MT2ST.Tasks;

namespace MT2ST.Cli.Runs;

/// <summary>The options for a run's tasks and their training files.</summary>
internal sealed class TaskFlags
{
    private const string DefaultTask = "skipgram";

    private readonly Option<string[]> _corpus = new("--corpus")
    {
        Description = $"The primary's training files; its task is {DefaultTask} unless --primary or the run file names another",
        HelpName = "FILE...",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _primary = new("--primary")
    {
        Description = $"The task that the embeddings are for: {string.Join(", ", BuiltInTasks.All.Names)}",
        HelpName = "TASK[:FILE]",
    };

    private readonly Option<string[]> _auxiliaries = new("--auxiliary")
    {
        Description = "An auxiliary task with its training file; may be repeated. Change its settings by --set auxiliaries.TASK.NAME=VALUE",
        HelpName = "TASK:FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_corpus);
        command.Add(_primary);
        command.Add(_auxiliaries);
        _corpus.Validators.Add(result => CommonArguments.RejectOptions(result, command));
        _auxiliaries.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(token => FileOf(token.Value) is null))
                result.AddError($"--auxiliary expects TASK:FILE, found '{token.Value}'.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_corpus) is not null && result.GetResult(_primary) is { } primary && primary.Tokens.Any(token => FileOf(token.Value) is not null))
                result.AddError("The primary's training file is named twice: by --corpus and by --primary. Give one of them.");
        });
    }

    /// <summary>Applies the given options, which override the run file.</summary>
    public void Apply(ParseResult parsed, RunFile run)
    {
        string[] corpus = parsed.GetValue(_corpus) ?? [];
        if (parsed.GetValue(_primary) is { } primary)
        {
            run.Set("primary.task", TaskOf(primary));
            if (FileOf(primary) is { } file)
                corpus = [file];
        }
        else if (corpus.Length > 0 && (run.Settings["primary"] as JsonObject)?["task"] is null)
            run.Set("primary.task", DefaultTask);
        if (corpus.Length > 0)
            run.Set("primary.train", new JsonArray([.. corpus.Select(file => JsonValue.Create(file))]).ToJsonString());
        foreach (string auxiliary in parsed.GetValue(_auxiliaries) ?? [])
            run.AddAuxiliary(TaskOf(auxiliary), FileOf(auxiliary));
    }

    private static string TaskOf(string text) => text.Split(':', 2)[0];

    private static string? FileOf(string text) => text.Split(':', 2) is [_, { Length: > 0 } file] ? file : null;
}
