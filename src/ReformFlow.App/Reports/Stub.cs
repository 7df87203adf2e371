using ReformFlow.Core.Reports; using ReformFlow.Core.Reports.Document;
#pragma warning disable
namespace ReformFlow.App.Reports { public sealed class ReportHtml { public Task<string> RenderAsync(ReportDocument d, ReportStyle s) => Task.FromResult(d.ToString() + s); } public sealed record ReportStyle(string Css) { public static ReportStyle LocalFonts { get; } = new(""); } }
namespace ReformFlow.Core.Reports.Document { public sealed record ReportDocument(string A) { public string Hash() => A; } }
namespace ReformFlow.Core.Reports { public static class ReportComposer { public static ReportDocument Compose(ReportSource s) => new(s.ToString()); } public static class BuiltInTemplates { public static ReportTemplate? Find(string n) => n == "" ? null : null; } }
