using System.Text;
using ReformFlow.App.Organisation;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.App.Tests.Organisation;

public class ArchiveTests
{
    [Fact]
    public async Task A_stored_template_is_read_whatever_rules_came_since()
    {
        var archive = new Archive(new MemoryFiles());
        // A box of marks was always empty, and is refused today.
        var template = BuiltInTemplates.Find("standard")! with { Pages = [new ItemSheets { Parts = [new BoxesPart { Boxes = [new() { Field = "mark.*" }] }] }] };
        Assert.NotEmpty(TemplateFile.Read(Encoding.UTF8.GetBytes(StrictJson.Write(template))).Problems);

        var stored = await archive.StoreJsonAsync("mizuhono", template, default);

        Assert.Equal("standard", (await archive.TemplateAsync("mizuhono", stored, default)).Name);
    }
}
