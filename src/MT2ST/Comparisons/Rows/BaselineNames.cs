namespace MT2ST.Comparisons.Rows;

/// <summary>The names of the rows that a comparison measures others against.</summary>
public static class BaselineNames
{
    /// <summary>The primary alone: it sets the target.</summary>
    public const string Stl = "stl";

    /// <summary>The primary alone, with the settings that reach the target for the fewest multiply-adds of all that were tried.</summary>
    public const string StlCheapest = "stl-cheapest";

    /// <summary>All tasks to the end.</summary>
    public const string Mtl = "mtl";

    /// <summary>The auxiliaries first, then the primary.</summary>
    public const string Pretrain = "pretrain";
}
