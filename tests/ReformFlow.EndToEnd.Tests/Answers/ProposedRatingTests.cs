using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Tests;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Answers;

/// <summary>The form of a template that proposes a grade from figures and targets.</summary>
public sealed class ProposedRatingTests(ProposedRatingTests.Town town, Chromium chromium) : IClassFixture<ProposedRatingTests.Town>
{
    /// <summary>A town with two grades for each item, its departments named as its plan prints them.</summary>
    public sealed class Town : RunningTown
    {
        protected override (string Name, string? Value)[] Choices => [("template", "tamana")];

        public override async ValueTask InitializeAsync()
        {
            Starting = async () =>
            {
                var (file, plan) = (TestPlans.Read("kirinoura"), TestPlans.Plan("kirinoura"));
                var organisation = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono", "organisation.json")))!;
                (organisation["municipality"]!["name"], organisation["municipality"]!["code"]) = (plan.Municipality.Name, plan.Municipality.Code);
                organisation["departments"] = new JsonArray([.. plan.Departments.Select((name, i) => new JsonObject { ["key"] = $"d{i + 1}", ["name"] = name, ["post"] = $"{name}長", ["address"] = $"d{i + 1}@city.mizuhono.example.jp" })]);
                organisation["collectives"] = new JsonArray();
                organisation["writers"] = new JsonArray([.. plan.Items.Where(i => i.LeadDepartments is not [_]).Select(i => new JsonObject { ["item"] = i.No, ["department"] = "d1" })]);
                var reading = await Services.GetRequiredService<ImportTown>().RunAsync(file, Encoding.UTF8.GetBytes(organisation.ToJsonString()), null, Plan.MainKey, default);
                Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
            };
            await base.InitializeAsync();
        }
    }

    [Fact]
    public async Task A_grade_is_proposed_once_the_figures_are_there_and_another_one_asks_why()
    {
        var address = await town.ItemAddressAsync("d7");
        Assert.Contains("98.40%", (await town.Visitor.OpenAsync(address)).Html, StringComparison.Ordinal);

        await town.Visitor.PostAsync(await town.Visitor.OpenAsync(address), new Uri(address).AbsolutePath, ("actual.n1.R7", "98.45%"), ("actual.n2.R7", "20.00%"), ("rating.achievement", "A"));
        var form = await town.Visitor.OpenAsync(address);
        Assert.Contains("目安", form.One(".proposal").TextContent, StringComparison.Ordinal);
        Assert.Contains("B", form.One(".proposal").TextContent, StringComparison.Ordinal);

        var check = await town.Visitor.OpenAsync($"{town.LinkOf("d7")}/check");
        Assert.Contains("数値から見た目安と異なる評価があります", check.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(320), InlineData(1280)]
    public async Task Form_with_its_proposal_fits_the_screen(int width)
    {
        var window = await chromium.OpenAsync(await town.ItemAddressAsync("d6"));
        await window.SetViewportSizeAsync(width, 900);
        Assert.Equal(width, await window.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Shots.TakeAsync(window, "proposal", width);
        await window.GotoAsync(await town.ItemAddressAsync("d7"));
        Assert.Equal(width, await window.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Shots.TakeAsync(window, "proposed", width);
        await window.CloseAsync();
    }
}
