namespace ReformFlow.Core.Reports.Pages;

/// <summary>What the texts of the interchange form are called in print; a name that the form does not know is printed as it is.</summary>
public static class TextLabels
{
    /// <summary>The label of a text that is written once per plan.</summary>
    public static string OfPlan(string name) => name switch
    {
        "purpose" => "目的",
        "description" => "内容",
        "issues" => "現状・課題",
        "expectedEffect" => "期待する効果",
        _ => name,
    };

    /// <summary>The label of a year's text that the template does not ask for.</summary>
    public static string OfAnswer(string name) => name switch
    {
        "annualPlan" => "年度計画",
        "achievements" => "取組実績",
        "effects" => "取組効果",
        "delays" => "遅れの理由と今後の方策",
        "nextIssues" => "課題",
        "nextSteps" => "今後の取組",
        _ => name,
    };
}
