namespace MT2ST.Schedules;

/// <summary>How <c>diminish</c> fades a weight: a share of gamma_0 as a function of u = eta t^nu, 1 at u = 0.</summary>
/// <remarks>The exponential shape is the paper's (Liu and Yu, arXiv 2406.18038, equation 5), the others are ours.</remarks>
public enum FadeShape
{
    /// <summary>e^-u: never 0, below the usual cut-off of 1 % from u = 4.6 on.</summary>
    Exponential,

    /// <summary>max(0, 1 - u): in a straight line (for nu = 1), 0 from u = 1 on.</summary>
    Linear,

    /// <summary>(1 + cos(pi min(1, u))) / 2: slow at both ends, 0 from u = 1 on.</summary>
    Cosine,

    /// <summary>2^-floor(u): halves each time u passes a whole number.</summary>
    Step,
}
