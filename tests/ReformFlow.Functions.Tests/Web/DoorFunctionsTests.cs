using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Web;

/// <summary>The doors against the addresses of the product: every page has its door, and none lies where the host keeps its own.</summary>
public sealed class DoorFunctionsTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    [Fact]
    public void Both_editions_have_the_same_pages() => Assert.Equal(Pages(editions.Local), Pages(editions.Azure.Services));

    [Fact]
    public async Task Every_page_has_its_door_for_each_of_its_methods()
    {
        var doors = await HostRoutes.ReadAsync();
        var pages = Endpoints(editions.Local).ToList();
        Assert.True(pages.Count >= 20, "The product has more pages than this.");
        foreach (var page in pages)
            foreach (var method in page.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
                Assert.Equal((page.RoutePattern.RawText, method, Door(page)), (page.RoutePattern.RawText, method, doors.Find(Sample(page.RoutePattern), method)?.Name));
    }

    [Fact]
    public void No_page_lies_where_the_host_keeps_its_own() =>
        Assert.DoesNotContain(Endpoints(editions.Local), e => e.RoutePattern.RawText!.TrimStart('/').Split('/')[0] is "admin" or "runtime");

    [Fact]
    public async Task Doors_are_open_to_everybody_for_looking_and_posting()
    {
        var doors = (await HostRoutes.ReadAsync()).Functions.ToList();
        Assert.Equal(["Desk", "Files", "Form", "Public", "Webhook"], doors.Select(d => d.Name).Order());
        Assert.All(doors, d => Assert.Equal(["get", "head", "post"], d.Methods));
        Assert.All(doors, d => Assert.Equal("Anonymous", d.AuthLevel));
        Assert.All(doors, d => Assert.StartsWith("ReformFlow.Functions.Web.DoorFunctions.", d.EntryPoint));
    }

    [Fact]
    public async Task The_most_general_door_is_asked_last() => Assert.Equal("Public", (await HostRoutes.ReadAsync()).Functions.Last().Name);

    [Theory]
    [InlineData("/", "Public")]
    [InlineData("/assets/0123456789abcdef/fonts/x.ttf", "Public")]
    [InlineData("/mizuhono/report/r7/report.pdf", "Public")]
    [InlineData("/mizuhono/report/r7/x/y", "Public")]
    [InlineData("/mizuhono/REPORT/r7/x/y", "Public")]
    [InlineData("/mizuhono/reports/r7/x", "Form")]
    [InlineData("/mizuhono/r7/zeimu/7K3M-9QXD-4TWH-2BNR", "Form")]
    [InlineData("/mizuhono/r7/zeimu/7K3M-9QXD-4TWH-2BNR/items/i1", "Form")]
    [InlineData("/mizuhono/desk", "Desk")]
    [InlineData("/mizuhono/desk/r7/requests/zeimu/accept", "Desk")]
    [InlineData("/mizuhono/files/abc", "Files")]
    [InlineData("/webhook", "Webhook")]
    [InlineData("/webhook/a/b/c/d", "Webhook")]
    [InlineData("/admin/functions", null)]
    [InlineData("/runtime/webhooks/durabletask", null)]
    public async Task Address_leads_to_its_door(string path, string? door) => Assert.Equal(door, (await HostRoutes.ReadAsync()).Find(path, "GET")?.Name);

    static List<string> Pages(IServiceProvider services) =>
        [.. Endpoints(services).Select(e => $"{e.RoutePattern.RawText} {string.Join(',', e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)}").Order(StringComparer.Ordinal)];

    // Around the pipeline's endpoints stand those of the functions, which catch everything.
    static IEnumerable<RouteEndpoint> Endpoints(IServiceProvider services) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => !e.RoutePattern.RawText!.Contains("{*path}", StringComparison.Ordinal) && !e.RoutePattern.RawText.StartsWith("/test/", StringComparison.Ordinal));

    static string Door(RouteEndpoint page) => page.RoutePattern.RawText! switch
    {
        var text when text.StartsWith("/{town}/desk", StringComparison.Ordinal) => "Desk",
        var text when text.StartsWith("/{town}/{cycle}/{department}/{code}", StringComparison.Ordinal) => "Form",
        _ => "Public",
    };

    static PathString Sample(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "number" } => "1",
        RoutePatternParameterPart { Name: "cycle" } => "r7",
        RoutePatternParameterPart parameter => parameter.Name,
        _ => throw new InvalidOperationException($"{pattern.RawText} has a part without a sample."),
    }))));
}
