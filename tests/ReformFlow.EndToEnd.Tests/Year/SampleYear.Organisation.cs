using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.Core.Plans;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>1 April: a post changes hands, a department is renamed, one has a successor, one gives an item away.</summary>
sealed partial class SampleYear
{
    IEnumerable<(DateTimeOffset, Func<Task>)> FirstOfApril()
    {
        var former = "";
        return
        [
            (At(3, 24, 10, 5), () => Task.FromResult(former = FormOf("zeimu"))),
            (At(4, 1, 8, 35), () => town.ImportAsync(_city.PlanBytes, LaterOrganisation(), Plan.MainKey)),
            (At(4, 2, 10, 5), async () =>
            {
                Assert.Contains("新しい組織が取り込まれています。", (await OpenAsync(_editor, Desk())).Text, StringComparison.Ordinal);
                await PostAsync(_editor, Desk("/organisation"));
            }),
            (At(4, 14, 10, 5), async () =>
            {
                // Who held the post has a link that opens nothing any more, and says so.
                Assert.NotEqual(former, FormOf("zeimu"));
                Assert.False((await _clerk.OpenAsync(former)).IsGood);
                await FillInAndSubmitAsync("zeimu", given: "総務部長");
            }),
        ];
    }

    /// <summary>The sample's organisation with bureaus that have a leading department, and a post whose mailbox is its holder's own.</summary>
    byte[] FormerOrganisation() => Organisation(_ => { });

    byte[] LaterOrganisation() => Organisation(departments =>
    {
        var (tax, estate, citizens) = (Find("zeimu"), Find("kanzai"), Find("shimin"));
        tax["name"] = "税務収納課";
        tax["printedAs"]!.AsArray().Add("税務収納課");
        tax["post"] = "税務収納課長";
        tax["address"] = "m-suzuki@city.mizuhono.example.jp";
        estate["key"] = "shisetsu";
        estate["name"] = "施設マネジメント課";
        estate["post"] = "施設マネジメント課長";
        estate["address"] = "shisetsu@city.mizuhono.example.jp";
        estate["succeeds"] = new JsonArray("kanzai");
        var windows = citizens.DeepClone();
        windows["key"] = "madoguchi";
        windows["name"] = "窓口推進課";
        windows["printedAs"] = new JsonArray("窓口推進課");
        windows["post"] = "窓口推進課長";
        windows["address"] = "madoguchi@city.mizuhono.example.jp";
        windows["succeeds"] = new JsonArray(new JsonObject { ["department"] = "shimin", ["items"] = new JsonArray("2") });
        departments.Insert(departments.IndexOf(citizens) + 1, windows);

        JsonNode Find(string key) => departments.Single(d => (string?)d!["key"] == key)!;
    }, new JsonObject { ["item"] = "2", ["department"] = "madoguchi" });

    byte[] Organisation(Action<JsonArray> change, JsonNode? writer = null)
    {
        var organisation = JsonNode.Parse(_city.OrganisationBytes)!;
        var departments = organisation["departments"]!.AsArray();
        var tax = departments.Single(d => (string?)d!["key"] == "zeimu")!;
        tax["mailbox"] = "personal";
        tax["address"] = "h-tanaka@city.mizuhono.example.jp";
        organisation["bureaus"] = new JsonArray(
            new JsonObject { ["name"] = "市民生活部", ["lead"] = "shimin" },
            new JsonObject { ["name"] = "総務部", ["lead"] = "soumu" });
        change(departments);
        if (writer is not null) organisation["writers"]!.AsArray().Add(writer);
        return Encoding.UTF8.GetBytes(organisation.ToJsonString());
    }
}
