namespace ReformFlow.Core.Requests;

/// <summary>How the answers of a request that was never submitted are printed.</summary>
public enum MissingAnswer
{
    /// <summary>Last year's value with the template's words (確認中（前年度の値）).</summary>
    LastYear,

    /// <summary>A blank with the template's words for it.</summary>
    Blank,

    /// <summary>The template's words for an item to which this year's questions do not apply (該当なし).</summary>
    NotApplicable,
}
