namespace ReformFlow.Core.Calendar;

/// <summary>The width of the digits in printed dates; each municipality's report template chooses one.</summary>
public enum Digits
{
    /// <summary>Half-width throughout: 令和8年6月30日.</summary>
    Half,

    /// <summary>Full-width throughout: 令和８年６月３０日.</summary>
    Full,

    /// <summary>One digit full-width, two or more half-width, a usual rule of public offices: 令和８年６月30日.</summary>
    SingleFull,
}
