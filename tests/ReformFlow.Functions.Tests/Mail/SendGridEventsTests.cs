using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Tests.Mail;

public sealed class SendGridEventsTests
{
    const string Key = "mizuhono~r7~request~zeimu~1~2026-07-21~1";

    static readonly DateTimeOffset _on = new(2026, 7, 1, 0, 0, 3, TimeSpan.Zero);
    static readonly Towns _towns = new(["mizuhono", "aoba"]);

    [Fact]
    public void Bounce_is_kept_without_any_of_the_servers_words()
    {
        var (place, told) = Assert.Single(Read(SignedPosts.Bounce(Key, _on))!);
        Assert.Equal(new Place("mizuhono", "r7", "zeimu"), place);
        Assert.Equal([new MailBounced(Key, _on, BounceKind.Address, "5.1.1", "Ym91bmNlLTA")], told);
    }

    [Theory]
    [InlineData("delivered", true)]
    [InlineData("bounce", true)]
    [InlineData("dropped", true)]
    [InlineData("deferred", false)]
    [InlineData("processed", false)]
    [InlineData("open", false)]
    [InlineData("spamreport", false)]
    [InlineData("Delivered", false)]
    public void Only_what_became_of_a_mail_is_read(string kind, bool isRead) => Assert.Equal(isRead ? 1 : 0, Read(SignedPosts.Event(kind, Key, _on))!.Count);

    [Theory]
    [InlineData("bounce", "bounce_classification", "Mailbox Unavailable", BounceKind.Mailbox)]
    [InlineData("bounce", "bounce_classification", "Reputation", BounceKind.Sender)]
    [InlineData("bounce", "bounce_classification", "Frequency or Volume Too High", BounceKind.Sender)]
    [InlineData("bounce", "bounce_classification", "Content", BounceKind.Content)]
    [InlineData("bounce", "bounce_classification", "Technical", BounceKind.Technical)]
    [InlineData("bounce", "bounce_classification", "Unclassified", BounceKind.Other)]
    [InlineData("bounce", "status", "5.1.10", BounceKind.Address)]
    [InlineData("bounce", "status", "5.2.2", BounceKind.Mailbox)]
    [InlineData("bounce", "status", "4.4.7", BounceKind.Technical)]
    [InlineData("bounce", "status", "5.7.26", BounceKind.Sender)]
    [InlineData("bounce", "status", "5.0.0", BounceKind.Other)]
    [InlineData("bounce", "status", "550", BounceKind.Other)]
    [InlineData("dropped", "reason", "Invalid", BounceKind.Address)]
    [InlineData("dropped", "reason", "Bounced Address", BounceKind.Suppressed)]
    [InlineData("dropped", "reason", "Unsubscribed Address", BounceKind.Suppressed)]
    [InlineData("dropped", "reason", "Something new about tanaka@city.mizuhono.example.jp", BounceKind.Other)]
    public void Reason_is_one_of_a_closed_list(string kind, string name, string value, BounceKind reason)
    {
        var told = SignedPosts.Event(kind, Key, _on);
        told[name] = value;
        Assert.Equal(reason, Assert.IsType<MailBounced>(Assert.Single(Read(told)!.Single().Told)).Kind);
    }

    [Theory]
    [InlineData("status", "550 5.1.1 <tanaka@city.mizuhono.example.jp>")]
    [InlineData("sg_event_id", "tanaka@city.mizuhono.example.jp")]
    public void What_has_not_the_form_of_a_code_is_left_out(string name, string value)
    {
        var told = SignedPosts.Bounce(Key, _on);
        told[name] = value;
        Assert.DoesNotContain("tanaka", Read(told)!.Single().Told.Single().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("mizuhono~sign-in~p4~0123456789abcdef")]
    [InlineData("kawa~r7~request~zeimu~1~2026-07-21~1")]
    [InlineData("mizuhono~r7~lock~zeimu~1~2026-07-21~1")]
    [InlineData("mizuhono~r7~request~../office~1~2026-07-21~1")]
    [InlineData("mizuhono~desk~request~zeimu~1~2026-07-21~1")]
    [InlineData("mizuhono~r7~request~zeimu~1~2026-07-21")]
    public void Mail_of_somebody_else_is_left_out(string key) => Assert.Empty(Read(SignedPosts.Bounce(key, _on))!);

    [Fact]
    public void Event_that_can_t_be_read_spoils_no_other()
    {
        var (none, nothing, far) = (SignedPosts.Bounce(Key, _on), SignedPosts.Bounce(Key, _on), SignedPosts.Bounce(Key, _on));
        none.Remove(SendGridMail.KeyArgument);
        nothing["timestamp"] = "soon";
        far["timestamp"] = long.MaxValue;
        var body = new JsonArray(1, "x", null, new JsonArray(), none, nothing, far, SignedPosts.Bounce(Key, _on));
        Assert.Single(SendGridEvents.Read(Encoding.UTF8.GetBytes(body.ToJsonString()), _towns)!.Single().Told);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("null")]
    public void Post_that_is_no_list_is_said_to_be_none(string body) => Assert.Null(SendGridEvents.Read(Encoding.UTF8.GetBytes(body), _towns));

    [Fact]
    public void What_is_told_of_one_request_stands_together()
    {
        var read = Read(
            SignedPosts.Bounce(Key, _on), SignedPosts.Event("delivered", "aoba~r7~request~zeimu~1~2026-07-21~1", _on), SignedPosts.Event("delivered", "mizuhono~r7~remind~zeimu~1~2026-07-21~-3", _on));
        Assert.Equal([("mizuhono", 2), ("aoba", 1)], read!.Select(r => (r.Request.Town, r.Told.Count)));
    }

    static IReadOnlyList<(Place Request, IReadOnlyList<Event> Told)>? Read(params JsonObject[] events) =>
        SendGridEvents.Read(Encoding.UTF8.GetBytes(new JsonArray([.. events]).ToJsonString()), _towns);
}
