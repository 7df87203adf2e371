using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ReformFlow.Functions.Web;

/// <summary>What runs when somebody asks for a page: five doors, and behind each the one pipeline.</summary>
/// <remarks>A door is a name in the telemetry and nothing else; what is answered, the pipeline decides by address and method.</remarks>
public sealed class DoorFunctions(WebPipeline pipeline)
{
    // A published report's file, /yama/report/r7/report.pdf, has as many parts as a form link; so has a font.
    const string FormLink = "{town:regex(^(?!(assets|webhook)$))}/{cycle:regex(^(?!(desk|files|report)$))}/{department}/{code}/{*path}";

    [Function(nameof(Public))]
    public Task<IActionResult> Public([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client) => AnswerAsync(request, client);

    [Function(nameof(Webhook))]
    public Task<IActionResult> Webhook([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "webhook/{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client) => AnswerAsync(request, client);

    [Function(nameof(Desk))]
    public Task<IActionResult> Desk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "{town}/desk/{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client) => AnswerAsync(request, client);

    [Function(nameof(Files))]
    public Task<IActionResult> Files([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "{town}/files/{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client) => AnswerAsync(request, client);

    [Function(nameof(Form))]
    public Task<IActionResult> Form([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = FormLink)] HttpRequest request, [DurableClient] DurableTaskClient client) => AnswerAsync(request, client);

    async Task<IActionResult> AnswerAsync(HttpRequest request, DurableTaskClient client)
    {
        // For the doorbell, which an endpoint of the pipeline may ring.
        request.HttpContext.Features.Set(client);
        await pipeline.AnswerAsync(request.HttpContext);
        // The answer is written; any other result would be sent to the host a second time.
        return new EmptyResult();
    }
}
