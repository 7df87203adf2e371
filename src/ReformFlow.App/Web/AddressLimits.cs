using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Web;

/// <summary>From where desk and forms can be opened. Published reports, styles and fonts, and what programs post to are for everybody.</summary>
/// <param name="Desk">Null for everywhere.</param>
/// <param name="Forms">Null for everywhere.</param>
/// <param name="ClientOf">The address from which a request comes, as far as this host can know it; null where it can't.</param>
public sealed record AddressLimits(AddressRanges? Desk, AddressRanges? Forms, Func<HttpContext, IPAddress?> ClientOf)
{
    /// <summary>Everybody may come from everywhere.</summary>
    public static AddressLimits None { get; } = new(null, null, _ => null);

    internal static async Task Check(HttpContext context, RequestDelegate next)
    {
        var limits = context.RequestServices.GetRequiredService<AddressLimits>();
        if (limits.RangesOf(context) is not { } ranges || limits.ClientOf(context) is { } client && ranges.Contains(client)) await next(context);
        else await RefuseAsync(context);
    }

    // What is not known to be for everybody is as closed as the forms. Routes take addresses in any case.
    AddressRanges? RangesOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<DeskOnly>() is not null ? Desk : (context.Request.Path.Value ?? "").Split('/') switch
    {
        [_, var first, ..] when Is(first, "assets") || Is(first, "webhook") => null,
        [_, _, var second, ..] when Is(second, "report") => null,
        [_, _, var second, ..] when Is(second, "desk") => Desk,
        _ => Forms,
    };

    static bool Is(string part, string word) => part.Equals(word, StringComparison.OrdinalIgnoreCase);

    static async Task RefuseAsync(HttpContext context) => await Failures.Message(StatusCodes.Status403Forbidden, "この場所からは開けません",
        "この画面は、庁内など、決められた場所からだけ開けます。庁内の端末から開いていただくか、庁内のネットワークにつないでから、もう一度お試しください。",
        $"庁内から開いているのにこの画面が表示されるときは、{await WhomToAskAsync(context)}").ExecuteAsync(context);

    static async Task<string> WhomToAskAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if ((context.Request.Path.Value ?? "").Split('/') is [_, var town, ..] && Keys.IsAddressKey(town)
            && await services.GetRequiredService<CycleFinder>().OfficeAsync(town, context.RequestAborted) is { Organisation: { } file })
        {
            var office = (await services.GetRequiredService<Archive>().MunicipalityAsync(town, file, context.RequestAborted)).Office;
            return $"{office.Name}（電話 {office.Telephone}　内線 {office.Extension}）へお知らせください。";
        }
        return "メールに記載のお問い合わせ先へお知らせください。";
    }
}
