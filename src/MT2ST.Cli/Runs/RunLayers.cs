using MT2ST.Runs;

namespace MT2ST.Cli.Runs;

/// <summary>Runs work whose settings come from a run file and flags, so that errors in them are reported with path:line.</summary>
internal static class RunLayers
{
    /// <summary>The run file, or an empty one if everything comes from flags.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">It is no run file; the message gives path:line.</exception>
    public static RunFile Load(string? path)
    {
        if (path is null)
            return new RunFile();
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: is a folder, expected a run file. A model's own is run.json in it.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no run file '{path}' (looked for '{Path.GetFullPath(path)}'). Check the path.", path);
        try
        {
            return RunFile.Load(path);
        }
        catch (InvalidDataException error) // What the user wrote is wrong, as with a setting.
        {
            throw new ArgumentException(error.Message, error);
        }
    }

    /// <summary>Does work with a run's settings.</summary>
    /// <exception cref="SettingException">A setting is wrong; the message has path:line if it comes from the file.</exception>
    public static T Located<T>(RunFile run, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SettingException error)
        {
            throw new SettingException(error.Setting, run.Describe(error));
        }
    }
}
