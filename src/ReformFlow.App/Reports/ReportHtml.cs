using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Reports;

/// <summary>Draws the HTML edition of a report: the accessible web page, and what a browser prints the PDF from.</summary>
public sealed class ReportHtml(ILoggerFactory? loggers = null)
{
    // The usual encoder turns every kanji into a number.
    static readonly ServiceProvider _services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <summary>The complete page; the same document and style always give the same text.</summary>
    public Task<string> RenderAsync(ReportDocument document, ReportStyle style) => PageAsync<ReportPage>(new()
    {
        [nameof(ReportPage.Document)] = document,
        [nameof(ReportPage.Style)] = style,
    }, loggers);

    /// <summary>A page that needs nothing of a server.</summary>
    internal static async Task<string> PageAsync<T>(Dictionary<string, object?> values, ILoggerFactory? loggers) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(_services, loggers ?? NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString());
    }
}
