namespace MT2ST.Comparisons.Rows;

/// <summary>Makes control rows of the rows that they follow.</summary>
internal static class ControlRows
{
    /// <summary>Whether a name is a control's.</summary>
    public static bool IsControl(string name) => BuiltInControls.All.TryFind(name, out _);

    /// <summary>Whether a name is that of a control that is not tuned, since it takes the settings of the row that it follows.</summary>
    public static bool IsFollower(string name) => IsControl(name) && !BuiltInControls.All[name].Factory().IsTuned;

    /// <summary>The rows and, behind them, the controls that their settings allow and that are missing.</summary>
    public static IReadOnlyList<ComparisonRow> With(IReadOnlyList<ComparisonRow> rows)
    {
        if (rows.Count == 0)
            return rows;
        string[] names = [.. rows.Select(row => row.Name)];
        ComparisonRow Row(string name) => rows.FirstOrDefault(row => row.Name == name) ?? rows[0].Sibling(name);
        return [.. rows, .. BuiltInControls.AlwaysFor(rows[0].Options).Except(names).Select(name => IsControl(name) ? Derive(name, names, Row) : Row(name))];
    }

    /// <summary>
    /// The tuned rows, followed by the controls that are made from them.
    /// </summary>
    /// <param name="rows">The rows before tuning.</param>
    /// <param name="tuned">The rows that tuning chose.</param>
    public static IReadOnlyList<ComparisonRow> AfterTuning(IReadOnlyList<ComparisonRow> rows, IReadOnlyList<ComparisonRow> tuned)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(tuned);
        string[] names = [.. tuned.Select(row => row.Name)];
        IEnumerable<ComparisonRow> followers = rows.Where(row => IsFollower(row.Name) && !names.Contains(row.Name));
        return [.. tuned, .. followers.Select(row => names.Any(BuiltInControls.All[row.Name].Factory().Follows.Contains) ? Derive(row.Name, names, followed => tuned.First(other => other.Name == followed)) : row)];
    }

    /// <summary>Makes a control row.</summary>
    /// <param name="name">The control.</param>
    /// <param name="names">The names of the comparison's rows.</param>
    /// <param name="row">A row by its name, whether the comparison has it or not.</param>
    /// <exception cref="SettingException">The settings lack what the control is made of, or its own settings are wrong.</exception>
    internal static ComparisonRow Derive(string name, IEnumerable<string> names, Func<string, ComparisonRow> row)
    {
        ControlDerivation control = BuiltInControls.All[name].Factory();
        ComparisonRow followed = row(control.Follows.FirstOrDefault(names.Contains) ?? control.Follows[0]);
        IReadOnlyDictionary<string, JsonElement> own = followed.Options.Strategies.GetValueOrDefault(name) ?? new Dictionary<string, JsonElement>();
        try
        {
            ComparisonRow derived = followed.Named(name).With(ComparisonRow.Merged(control.Settings(followed.Options), own));
            return control.Lacks(derived.Options) is { } lacks
                ? throw new SettingException("", lacks)
                : derived;
        }
        catch (SettingException error)
        {
            throw new SettingException(own.ContainsKey(error.Setting) ? $"strategies.{name}.{error.Setting}" : $"strategies.{name}", $"Row '{name}': {error.Message}");
        }
    }
}
