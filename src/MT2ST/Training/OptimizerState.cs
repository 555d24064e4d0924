namespace MT2ST.Training;

/// <summary>What becomes of the primary's accumulators and moments at the switch.</summary>
public enum OptimizerState
{
    /// <summary>They stay.</summary>
    Keep,

    /// <summary>They start anew from zero.</summary>
    Reset,
}
