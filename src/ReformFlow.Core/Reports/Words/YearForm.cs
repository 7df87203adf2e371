using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Reports.Words;

/// <summary>How a place of a report prints a fiscal year.</summary>
public enum YearForm
{
    /// <summary>令和5年度</summary>
    Era,

    /// <summary>令和５年度</summary>
    EraFull,

    /// <summary>R5</summary>
    Letter,

    /// <summary>R５</summary>
    LetterFull,

    /// <summary>R5年度</summary>
    LetterYear,

    /// <summary>R５年度</summary>
    LetterYearFull,

    /// <summary>2023年度</summary>
    Gregorian,
}

/// <summary>Fiscal years in the forms that reports print.</summary>
static class YearWords
{
    /// <summary>A year as printed.</summary>
    public static string Of(FiscalYear year, YearForm form) => form switch
    {
        YearForm.Era => JapaneseDate.Year(year),
        YearForm.EraFull => JapaneseDate.Year(year, Digits.Full),
        YearForm.Letter => year.ToString(),
        YearForm.LetterFull => DigitWidth.Full(year.ToString()),
        YearForm.LetterYear => $"{year}年度",
        YearForm.LetterYearFull => $"{DigitWidth.Full(year.ToString())}年度",
        YearForm.Gregorian => $"{year.Year}年度",
        _ => throw new ArgumentOutOfRangeException(nameof(form), $"{form} is no form of a year."),
    };
}
