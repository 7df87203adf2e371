using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>An HTTP function as it is announced to the host.</summary>
sealed record HttpFunction(string Name, string EntryPoint, string Route, IReadOnlyList<string> Methods, string AuthLevel);

/// <summary>Which function the Functions host calls for an address: its routes in its order, as far as its published source tells.</summary>
sealed class HostRoutes
{
    readonly List<(HttpFunction Function, RouteTemplate Template, TemplateMatcher Matcher)> _routes;
    readonly IInlineConstraintResolver _constraints;

    HostRoutes(IReadOnlyList<HttpFunction> functions)
    {
        var services = new ServiceCollection().AddRouting().BuildServiceProvider();
        _constraints = new DefaultInlineConstraintResolver(services.GetRequiredService<IOptions<RouteOptions>>(), services);
        _routes = [.. functions.Select(f => (f, TemplateParser.Parse(f.Route))).Select(r => (r.f, r.Item2, new TemplateMatcher(r.Item2, [])))];
        _routes.Sort((x, y) => Compare(x.Template, y.Template));
    }

    /// <summary>The functions in the order in which the host asks them.</summary>
    public IEnumerable<HttpFunction> Functions => _routes.Select(r => r.Function);

    /// <summary>The routes of this deployment, from the metadata that the worker announces.</summary>
    public static async Task<HostRoutes> ReadAsync()
    {
        var functions = new List<HttpFunction>();
        foreach (var function in await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync(""))
            foreach (var binding in function.RawBindings!.Select(b => JsonDocument.Parse(b).RootElement).Where(b => b.GetProperty("type").GetString() == "httpTrigger"))
                functions.Add(new(function.Name!, function.EntryPoint!, binding.GetProperty("route").GetString()!,
                    [.. binding.GetProperty("methods").EnumerateArray().Select(m => m.GetString()!)], binding.GetProperty("authLevel").GetString()!));
        return new(functions);
    }

    /// <summary>The function that is called; null where the host refuses.</summary>
    public HttpFunction? Find(PathString path, string method)
    {
        // The host's own addresses.
        if (path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/runtime", StringComparison.OrdinalIgnoreCase)) return null;
        foreach (var (function, template, matcher) in _routes)
        {
            var values = new RouteValueDictionary();
            if (matcher.TryMatch(path, values)
                && function.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)
                && template.Parameters.All(p => p.InlineConstraints.All(c => _constraints.ResolveConstraint(c.Constraint)!.Match(null, null, p.Name!, values, RouteDirection.IncomingRequest))))
                return function;
        }
        return null;
    }

    // Part by part: fixed before variable, more constraints before fewer, longer before shorter.
    static int Compare(RouteTemplate x, RouteTemplate y)
    {
        foreach (var (part, other) in x.Segments.Zip(y.Segments, (a, b) => (a.Parts[0], b.Parts[0])))
        {
            if (part.IsParameter != other.IsParameter) return part.IsParameter ? 1 : -1;
            var difference = part.IsParameter
                ? other.InlineConstraints.Count().CompareTo(part.InlineConstraints.Count())
                : string.Compare(part.Text, other.Text, StringComparison.OrdinalIgnoreCase);
            if (difference != 0) return difference;
        }
        return y.Segments.Count.CompareTo(x.Segments.Count);
    }
}
