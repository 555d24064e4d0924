using System.CommandLine;
using MT2ST.Cli.Commands;
using MT2ST.Runs;

namespace MT2ST.Cli.Runs;

/// <summary>The arguments that say what to run: a run file, flags over it, and <c>--set</c> over both.</summary>
internal sealed class RunArguments
{
    private readonly Argument<string?> _file = new("RUN.json") { Description = "A run file; flags override it, and --set overrides both", Arity = ArgumentArity.ZeroOrOne };
    private readonly TaskFlags _tasks = new();
    private readonly SettingFlags _settings = new();
    private readonly Option<string[]> _set = CommonArguments.Set();

    /// <summary>Adds them to a command that trains one run.</summary>
    public void AddTo(Command command) => AddTo(command, _settings.AddTo);

    /// <summary>Adds them to a command that compares strategies; options that it already has stay its own.</summary>
    public void AddToComparison(Command command) => AddTo(command, _settings.AddToComparison);

    /// <summary>Does work with the merged settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">The work.</param>
    /// <param name="setOwn">Sets what the command's own options say, before <c>--set</c> does; null for nothing.</param>
    /// <exception cref="SettingException">A setting is wrong; the message has path:line if it comes from the file.</exception>
    public T Use<T>(ParseResult parsed, Func<RunFile, T> work, Action<RunFile>? setOwn = null)
    {
        RunFile run = RunLayers.Load(parsed.GetValue(_file));
        return RunLayers.Located(run, () =>
        {
            _tasks.Apply(parsed, run);
            _settings.Apply(parsed, run);
            setOwn?.Invoke(run);
            run.SetAll(parsed.GetValue(_set) ?? []);
            return work(run);
        });
    }

    private void AddTo(Command command, Action<Command> addSettings)
    {
        command.Add(_file);
        _tasks.AddTo(command);
        addSettings(command);
        command.Add(_set);
        _file.Validators.Add(result => CommonArguments.RejectOptions(result, command));
    }
}
