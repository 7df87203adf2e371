using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Somebody who came in.</summary>
public sealed record CameIn(string Person, int Generation);

/// <summary>The ways into the desk: a code by mail, a code of the app, an address from the server, an account that the platform has checked.</summary>
/// <remarks>Whether an address is a member's shows nowhere: not in words, not in cookies, not in how long the answer takes.</remarks>
public sealed class SignIn(
    Streams streams, Members members, Authenticators authenticators, Archive archive, IPeople people, IMailSender mails, SiteSettings site, AccessClock clock, Chance chance, WrongTries wrongTries, TimeProvider time, ILogger<SignIn> logger)
{
    /// <summary>How long everybody waits for the page that asks for the code. A mail that takes longer is sent on behind it.</summary>
    static readonly TimeSpan _wait = TimeSpan.FromSeconds(1);

    /// <summary>Begins a sign-in for whoever typed this address, and mails a code if a member did.</summary>
    /// <returns>What the browser keeps until the code comes.</returns>
    internal async Task<string> AskAsync(string town, DeskVisit visit, string typed, SignInWay way, string to, CancellationToken cancellation)
    {
        var pause = way == SignInWay.Mail ? Task.Delay(_wait, cancellation) : Task.CompletedTask;
        await members.EnsureFirstAsync(town, cancellation);
        var pending = new PendingSignIn((await members.ByAddressAsync(town, typed, cancellation))?.Number ?? "", chance.Word(), way, clock.Now + SignInRules.CodeLife, ReturnPath.Checked(town, to));
        if (way == SignInWay.Mail && pending.Person.Length > 0) _ = Task.Run(() => MailAsync(town, pending), CancellationToken.None);
        await pause;
        return pending.Seal(site.Key.Span, town, visit, chance);
    }

    /// <summary>What the browser keeps, opened; null where it ended or is not this browser's.</summary>
    internal PendingSignIn? Pending(string town, DeskVisit visit, string? kept) =>
        PendingSignIn.Open(site.Key.Span, town, visit, kept) is { } pending && clock.Now < pending.Until ? pending : null;

    /// <summary>Tries a typed code; a wrong one is answered late, a right one at once.</summary>
    internal async Task<CameIn?> TryAsync(string town, PendingSignIn pending, string typed, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        var came = pending.Person.Length == 0 ? null : pending.Way == SignInWay.App
            ? await TryAppAsync(town, pending.Person, typed, cancellation)
            : await TryCodeAsync(town, pending, typed, cancellation);
        if (came is null) await wrongTries.SlowDownAsync(since, cancellation);
        return came;
    }

    /// <summary>Whom an address of the server lets in, before it is used.</summary>
    public bool Holds(string town, string given) => ServerAddress.Read(site.Key.Span, given, town, clock.Now) is not null;

    /// <summary>Uses an address that <c>reformflow signin</c> gave.</summary>
    public async Task<CameIn?> UseAddressAsync(string town, string given, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        CameIn? came = null;
        if (ServerAddress.Read(site.Key.Span, given, town, clock.Now) is var (person, word))
        {
            await members.EnsureFirstAsync(town, cancellation);
            came = await DecideAsync(town, person, mark => mark.UsedAddresses.Contains(word) ? null : new SignedIn(person, SignInWay.Server, word), cancellation);
        }
        if (came is null) await wrongTries.SlowDownAsync(since, cancellation);
        return came;
    }

    /// <summary>True where one of these addresses of an account is a member's.</summary>
    internal async Task<bool> IsMemberAsync(string town, IReadOnlyList<string> account, CancellationToken cancellation)
    {
        await members.EnsureFirstAsync(town, cancellation);
        return await members.ByAccountAsync(town, account, cancellation) is not null;
    }

    /// <summary>Lets in the member to whom one of these addresses of an account belongs.</summary>
    internal async Task<CameIn?> UseEntraAsync(string town, IReadOnlyList<string> account, CancellationToken cancellation) =>
        await members.ByAccountAsync(town, account, cancellation) is { } person
            ? await DecideAsync(town, person.Number, _ => new SignedIn(person.Number, SignInWay.Entra, ""), cancellation)
            : null;

    /// <summary>Ends every session of a member.</summary>
    public Task SignOutEverywhereAsync(string town, string person, string by, CancellationToken cancellation) =>
        streams.ChangeAsync<OfficeHead>(StreamName.Office(town), by, office => MemberRules.OwnRoles(office, person).Count == 0 ? [] : [new SignedOutEverywhere(person)], cancellation);

    Task<CameIn?> TryCodeAsync(string town, PendingSignIn pending, string typed, CancellationToken cancellation)
    {
        var isRight = SignInCode.IsRight(site.Key.Span, town, pending.Person, pending.Code, typed);
        return DecideAsync(town, pending.Person, mark => !SignInRules.MayTry(mark, pending.Code, clock.Now) ? null
            : isRight ? new SignedIn(pending.Person, SignInWay.Mail, pending.Code)
            : new SignInFailed(pending.Person, clock.Now, pending.Code), cancellation);
    }

    async Task<CameIn?> TryAppAsync(string town, string person, string typed, CancellationToken cancellation)
    {
        if (authenticators.Open(town, person, (await people.FindAsync(town, person, cancellation))?.Authenticator) is not { } secret) return null;
        return await DecideAsync(town, person, mark => !SignInRules.MayTryApp(mark, clock.Now) ? null
            : Totp.Match(secret, typed, clock.Now, mark.AppStep) is { } step ? new SignedIn(person, SignInWay.App, step.ToString(CultureInfo.InvariantCulture))
            : new SignInFailed(person, clock.Now), cancellation);
    }

    // The tries are counted in the log, so that they count for every instance together and a restart forgets none.
    async Task<CameIn?> DecideAsync(string town, string person, Func<MemberMark, Event?> decide, CancellationToken cancellation)
    {
        CameIn? came = null;
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), person, office =>
        {
            came = null;
            if (office.Members.GetValueOrDefault(person) is not { } mark || !mark.IsMember() || decide(mark) is not { } fact) return [];
            if (fact is SignedIn) came = new(person, mark.Generation);
            return [fact];
        }, cancellation);
        return came;
    }

    async Task MailAsync(string town, PendingSignIn pending)
    {
        try
        {
            var isMine = false;
            var office = await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), Append.System, office =>
            {
                isMine = office.Members.GetValueOrDefault(pending.Person) is { } mark && SignInRules.MayMail(mark, clock.Now);
                return isMine ? [new CodeMailed(pending.Person, pending.Code, pending.Until)] : [];
            }, CancellationToken.None);
            if (!isMine || await people.FindAsync(town, pending.Person, CancellationToken.None) is not { } person) return;
            var municipality = await archive.MunicipalityAsync(town, office.Organisation!, CancellationToken.None);
            var sender = await people.FindAsync(town, municipality.Office.Person, CancellationToken.None) ?? person;
            var text = SignInMail.Of(municipality, sender.Address, SignInCode.Of(site.Key.Span, town, pending.Person, pending.Code), $"{site.DeskAddress}/{town}/desk/sign-in");
            var key = SignInMail.Key(town, pending.Person, pending.Code);
            await mails.SendAsync(
                new(key, StepKey.MessageId(key, sender.Address[(sender.Address.IndexOf('@') + 1)..]), time.GetUtcNow(), municipality.Office.Name, sender.Address, person.Name ?? "", person.Address, text.Subject, text.Body),
                CancellationToken.None);
        }
        // Nobody waits for this task. The member asks again, takes another way, or somebody reads this line.
        catch (Exception e)
        {
            logger.LogWarning("A sign-in code of {Town} could not be mailed: {Reason}", town, e is MailRefusedException or MailBusyException ? e.Message : e.GetType().Name);
        }
    }
}
