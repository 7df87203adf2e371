using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>A page as it was answered.</summary>
public sealed record WebPage(Uri Address, HttpStatusCode Status, HttpResponseHeaders Headers, string Html)
{
    readonly Lazy<IHtmlDocument> _document = new(() => new HtmlParser().ParseDocument(Html));

    public bool IsGood => Status == HttpStatusCode.OK;
    public string Title => One("h1").TextContent.Trim();
    public string Text => _document.Value.Body!.TextContent;

    public IElement One(string selector) => _document.Value.QuerySelector(selector) ?? throw new InvalidOperationException($"{Address} ({(int)Status}) has no {selector}:\n{Html}");
    public IReadOnlyList<IElement> All(string selector) => [.. _document.Value.QuerySelectorAll(selector)];
    public bool Has(string selector) => _document.Value.QuerySelector(selector) is not null;

    /// <summary>What the field holds, as its reader sees it.</summary>
    public string ValueOf(string name) => FieldsOf(All("form").Single(f => f.QuerySelector($"[name='{name}']") is not null)).FirstOrDefault(f => f.Name == name).Value ?? "";

    /// <summary>What a browser would send for the form that posts to an address.</summary>
    public IEnumerable<(string Name, string Value)> FieldsOf(string action) => FieldsOf(One($"form[action='{action}']"));

    static IEnumerable<(string Name, string Value)> FieldsOf(IElement form)
    {
        foreach (var control in form.QuerySelectorAll("input, textarea, select"))
            switch (control)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice when choice.IsChecked: yield return (choice.Name!, choice.Value); break;
                case IHtmlInputElement { Type: "radio" or "checkbox" }: break;
                case IHtmlInputElement input: yield return (input.Name!, input.Value); break;
                case IHtmlTextAreaElement area: yield return (area.Name!, area.Value); break;
                case IHtmlSelectElement select: yield return (select.Name!, select.Value ?? ""); break;
            }
    }

    /// <summary>An answer to every question of an item form.</summary>
    public IEnumerable<(string Name, string? Value)> Anything()
    {
        foreach (var radios in All("main input[type=radio]").Cast<IHtmlInputElement>().GroupBy(r => r.Name!)) yield return (radios.Key, radios.First().Value);
        foreach (var figure in All("main input:not([type])").Cast<IHtmlInputElement>()) yield return (figure.Name!, figure.Name!.StartsWith("effect.", StringComparison.Ordinal) ? "1,200千円" : "12.5％");
        foreach (var text in All("main textarea").Cast<IHtmlTextAreaElement>()) yield return (text.Name!, "窓口の案内を見直し、待ち時間を短くした。");
    }
}
