using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using ReformFlow.Local.Cycles;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>serve</c>: runs the local edition on a data folder until it is stopped.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var port = new Option<int>("--port") { Description = "The port of forms and reports.", DefaultValueFactory = _ => 5080 };
        var deskPort = new Option<int>("--desk-port") { Description = "The port of the desk, on loopback only.", DefaultValueFactory = _ => 5081 };
        var address = new Option<string?>("--form-address") { Description = "The address that mails print, such as https://kaikaku.example.jp." };
        var everyInterface = new Option<bool>("--every-interface") { Description = "Serve forms and reports to the network, not to this machine alone." };
        var clock = new Option<string?>("--clock") { Description = "Begin with a virtual clock at this moment, such as 2026-06-01T08:00+09:00." };
        var speed = new Option<double>("--clock-speed") { Description = "Virtual seconds in a second of idleness.", DefaultValueFactory = _ => 86_400 };
        var browser = new Option<string?>("--browser") { Description = "The browser that prints reports; else one is looked for." };
        var command = new Command("serve", "Runs the local edition on a data folder until it is stopped.") { data, port, deskPort, address, everyInterface, clock, speed, browser };
        command.SetAction(async (parsed, cancellation) =>
        {
            DateTimeOffset? start = null;
            if (parsed.GetValue(clock) is { } text)
            {
                if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return CommandLine.Refuse($"\"{text}\" is no moment.");
                start = moment;
            }
            await using var server = LocalServer.Build(new(
                parsed.GetValue(data)!, parsed.GetValue(port), parsed.GetValue(deskPort), parsed.GetValue(address)?.TrimEnd('/'),
                parsed.GetValue(everyInterface), start, parsed.GetValue(speed), parsed.GetValue(browser)));
            await server.StartAsync(cancellation);
            Console.WriteLine($"Forms and reports: http://localhost:{parsed.GetValue(port)}/");
            var towns = server.Services.GetRequiredService<Towns>().All().ToList();
            foreach (var town in towns) Console.WriteLine($"Desk of {town}: http://localhost:{parsed.GetValue(deskPort)}/{town}/desk");
            if (towns.Count == 0) Console.WriteLine($"Nothing was imported into {parsed.GetValue(data)} yet: stop, and run reformflow import first.");
            Console.WriteLine("Ctrl+C ends.");
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        });
        return command;
    }
}
