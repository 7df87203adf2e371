using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Requests;

/// <summary>That a figure is 見込, and when it becomes final, wherever a page shows it.</summary>
static class ProvisionalWords
{
    /// <summary>「（見込　令和8年8月31日に確定予定）」; empty for a figure that is final.</summary>
    public static string Of(ReportTemplate template, AnswerValue value) =>
        value.Provisional != true ? "" : value.FinalOn is { Year: > 1 } day ? $"（{template.Words.Provisional}　{JapaneseDate.Day(day)}に確定予定）" : $"（{template.Words.Provisional}）";
}
