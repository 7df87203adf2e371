using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Web;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Web;

/// <summary>The product's one pipeline, built once, and how a function hands its request to it.</summary>
public sealed class WebPipeline
{
    readonly RequestDelegate _run;
    readonly IHttpContextAccessor _accessor;

    /// <summary>Builds the pipeline.</summary>
    /// <param name="root">The root provider, which this, being a singleton, is given: a scope's would be gone after the first request.</param>
    /// <param name="accessor">Where pages find the request that they answer.</param>
    public WebPipeline(IServiceProvider root, IHttpContextAccessor accessor) : this(root, accessor, null) { }

    internal WebPipeline(IServiceProvider root, IHttpContextAccessor accessor, Action<IEndpointRouteBuilder>? more)
    {
        var app = new ApplicationBuilder(root);
        app.UseReformFlow(endpoints =>
        {
            root.GetService<EventDoor>()?.Map(endpoints);
            more?.Invoke(endpoints);
        });
        (_run, _accessor) = (app.Build(), accessor);
    }

    /// <summary>Answers a function's request as the local edition answers it.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        // The worker has routed to the function. Left in place, its endpoint would be taken for the page's and run once more.
        context.SetEndpoint(null);
        context.Request.RouteValues = [];
        // A function runs beside the server's own flow of execution, in which the accessor was set.
        _accessor.HttpContext = context;
        try
        {
            await _run(context);
        }
        catch when (context.Response.HasStarted)
        {
            // The worker would end the answer as if nothing had happened, and half a page would count as a whole one.
            context.Abort();
            throw;
        }
    }
}
