using System.Text.RegularExpressions;
using ReformFlow.App.Mail;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Mail;

namespace ReformFlow.Local.Demo;

/// <summary>A department's clerk: follows the link in the mail, fills in the forms, hands in.</summary>
sealed partial class Clerk(HttpClient http, Outbox outbox, SampleCity city, string department, string address, Period period)
{
    /// <summary>The mails that the department received.</summary>
    public IEnumerable<OutboxMail> Mails => outbox.Mails().Where(m => m.To.Contains(address, StringComparison.Ordinal));

    /// <summary>Types and saves the items' answers.</summary>
    /// <param name="change">What this clerk types differently from the sample's answers; called with the item and its form.</param>
    public async Task SaveAsync(Action<PlanItem, Dictionary<string, string>>? change = null)
    {
        foreach (var item in await ItemsAsync())
        {
            var form = city.FormOf(item, period);
            change?.Invoke(item, form);
            await SaveAsync(await OpenAsync(item), item, form);
        }
    }

    /// <summary>The item's form as the page shows it now.</summary>
    public Task<Page> OpenAsync(PlanItem item) => Page.GetAsync(http, ItemPath(item));

    /// <summary>Saves a form that was opened before; the page that answers says what became of it.</summary>
    public Task<Page> SaveAsync(Page opened, PlanItem item, IEnumerable<KeyValuePair<string, string>> typed) =>
        opened.PostAsync(http, ItemPath(item), typed);

    /// <summary>Checks the answers and hands them in; true when the receipt page came.</summary>
    public async Task<bool> SubmitAsync()
    {
        var path = $"{FormPath()}/check";
        var answered = await (await Page.GetAsync(http, path)).PostAsync(http, path, []);
        return answered.Address.AbsolutePath.EndsWith("/receipt", StringComparison.Ordinal);
    }

    /// <summary>The items that the department's list shows, in order.</summary>
    public async Task<IReadOnlyList<PlanItem>> ItemsAsync()
    {
        var list = await Page.GetAsync(http, FormPath());
        return [.. ItemLink().Matches(list.Html).Select(m => city.Plan.Items.Single(i => i.Key == m.Groups[1].Value))];
    }

    string ItemPath(PlanItem item) => $"{FormPath()}/items/{item.Key}";

    /// <summary>The form's path, looked up in the mailbox each time, as somebody does who keeps no bookmark.</summary>
    public string FormPath()
    {
        var mail = Mails.FirstOrDefault(m => Link().IsMatch(m.Body)) ?? throw new InvalidOperationException($"{department} has received no mail with a link yet.");
        return new Uri(Link().Match(mail.Body).Value).AbsolutePath;
    }

    [GeneratedRegex(@"^https?://\S+/\S+/\S+/\S+/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("href=\"[^\"]*/items/([a-z0-9-]+)\"")]
    private static partial Regex ItemLink();
}
