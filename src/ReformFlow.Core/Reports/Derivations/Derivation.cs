using System.Text.Json.Serialization;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>What a template computes from the answers instead of asking for it. The set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MarkByPlanWord), "markByPlanWord")]
[JsonDerivedType(typeof(RatingFromMarks), "ratingFromMarks")]
[JsonDerivedType(typeof(RatingFromTargets), "ratingFromTargets")]
public abstract record Derivation
{
    /// <summary>What is wrong with the parameters, beside their shape.</summary>
    /// <param name="template">The whole template, whose fields and scales they name.</param>
    /// <param name="path">Where the derivation stands in the file.</param>
    internal abstract IEnumerable<Problem> Problems(ReportTemplate template, string path);
}
