using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Mail;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>Steps that are performed through SendGrid, and what the log keeps of them.</summary>
public sealed class SendGridStepsTests : SendGridTest
{
    const string Department = "zeimu";

    [Fact]
    public async Task Mail_that_SendGrid_takes_at_the_third_try_leaves_once()
    {
        var tries = 0;
        SendGrid.Answer = http => ++tries <= 2 ? SendGridStandIn.Says(503, "")(http) : SendGridStandIn.Accept(http);
        var town = await TownAsync();
        await using var worker = Worker(town);

        for (var look = 0; look < 6; look++)
        {
            await TendAsync(worker);
            town.Time.Now += TimeSpan.FromMinutes(5);
        }

        Assert.Equal(3, tries);
        Assert.Equal(
            ["StepClaimed", "StepPutOff", "StepClaimed", "StepPutOff", "StepClaimed", "RequestSent"],
            town.FactsOf(Department).Select(f => f.GetType().Name));
        var sent = town.FactsOf(Department).OfType<RequestSent>().Single();
        Assert.All(SendGrid.Posted, p => Assert.Equal(sent.Key, p.Json["custom_args"]!["reformflow_key"]!.GetValue<string>()));
        Assert.Equal(sent.MessageId, SendGrid.Posted[^1].Json["headers"]!["Message-ID"]!.GetValue<string>());
    }

    [Fact]
    public async Task Address_that_SendGrid_refuses_pauses_the_chase_and_tells_the_office_once()
    {
        SendGrid.Answer = http => IsNotice(SendGrid.Posted[^1])
            ? SendGridStandIn.Accept(http)
            : SendGridStandIn.Errors(400, ("Does not contain a valid address.", "personalizations.0.to.0.email"))(http);
        var town = await TownAsync();
        await using var worker = Worker(town);

        for (var end = MemoryTown.RequestsLeaveAt.AddDays(60); town.Time.Now < end;)
        {
            var again = await TendAsync(worker);
            town.Time.Now = again < end ? again.Value : end;
        }

        var refused = Assert.Single(town.FactsOf(Department).OfType<MailRefused>());
        Assert.Equal(StepKind.Request, StepKey.KindOf(refused.Key));
        Assert.Equal("SendGrid refused the recipient: Does not contain a valid address.", refused.Reason);
        Assert.DoesNotContain(town.FactsOf(Department).OfType<StepClaimed>(), c => StepKey.KindOf(c.Key) == StepKind.Remind);
        Assert.Single(SendGrid.Posted, IsNotice);
        Assert.Equal(2, SendGrid.Posted.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Wrong_key_is_never_written_down_as_a_departments_fault(int status)
    {
        SendGrid.Answer = SendGridStandIn.Errors(status, ("access forbidden", null));
        var town = await TownAsync();
        await using var worker = Worker(town);

        await TendAsync(worker);

        Assert.Equal(["StepClaimed", "StepPutOff"], town.FactsOf(Department).Select(f => f.GetType().Name));
    }

    static bool IsNotice(PostedMail mail) => StepKey.KindOf(mail.Json["custom_args"]![SendGridMail.KeyArgument]!.GetValue<string>()) == StepKind.NoticeRefused;

    static async Task<MemoryTown> TownAsync()
    {
        var town = await MemoryTown.StartedAsync();
        town.Time.Now = MemoryTown.RequestsLeaveAt;
        return town;
    }

    ServiceProvider Worker(MemoryTown town)
    {
        var sender = Sender(time: TimeProvider.System);
        return town.Worker("one", more: services => services.AddSingleton<IMailSender>(_ => sender));
    }

    static Task<DateTimeOffset?> TendAsync(ServiceProvider worker) =>
        worker.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), default);
}
