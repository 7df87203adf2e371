namespace ReformFlow.Core.Reports;

/// <summary>How shares are rounded, and what their differences are computed from.</summary>
public sealed record Rounding
{
    /// <summary>Decimals of a share in per cent.</summary>
    public int ShareDecimals { get; init; } = 1;

    /// <summary>Whether a share is rounded half up (四捨五入) or cut off (切捨て).</summary>
    public RoundingMode Shares { get; init; }

    /// <summary>Whether a difference is that of the printed shares, so that the page adds up, or of the exact ones.</summary>
    public DifferenceOf Differences { get; init; }

    /// <summary>A part of a whole in per cent as printed; null where there is no whole.</summary>
    internal decimal? Share(int count, int total) => total == 0 ? null : Round(100m * count / total);

    /// <summary>The difference of two shares as printed.</summary>
    internal decimal? Difference(int count, int total, int before, int totalBefore) => total == 0 || totalBefore == 0 ? null
        : Differences == DifferenceOf.Rounded ? Share(count, total) - Share(before, totalBefore)
        : Round(100m * count / total - 100m * before / totalBefore);

    decimal Round(decimal value) => Math.Round(value, ShareDecimals, Shares == RoundingMode.HalfUp ? MidpointRounding.AwayFromZero : MidpointRounding.ToZero);
}

/// <summary>四捨五入 or 切捨て.</summary>
public enum RoundingMode { HalfUp, Down }

/// <summary>What a difference of shares is computed from.</summary>
public enum DifferenceOf { Rounded, Exact }
