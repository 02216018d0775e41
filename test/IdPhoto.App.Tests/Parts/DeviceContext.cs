using Bunit;
using IdPhoto.App.Journey;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.JSInterop;

namespace IdPhoto.App.Tests.Parts;

/// <summary>The app's services on a device that remembers what a test says, with a server that answers what a test says.</summary>
public abstract class DeviceContext : BunitContext
{
    /// <summary>What the server answers where it answers nothing else.</summary>
    protected const string Done = """{"result":{}}""";

    /// <summary>What comes where nobody answers.</summary>
    protected const string Nobody = """{"fault":"offline"}""";

    private readonly BunitJSModuleInterop _device;
    private readonly BunitJSModuleInterop _records;

    protected DeviceContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddApp();
        Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        _device = JSInterop.SetupModule("./js/device.js");
        _device.Mode = JSRuntimeMode.Loose;
        _device.Setup<string>("operator").SetResult("{}");
        _records = JSInterop.SetupModule("./js/person.js");
        _records.Mode = JSRuntimeMode.Loose;
        Facts();
    }

    internal SetClock Clock { get; } = new();

    internal Keeper Keeper => Services.GetRequiredService<Keeper>();

    internal PolicyWatch Watch => Services.GetRequiredService<PolicyWatch>();

    internal Consents Consents => Services.GetRequiredService<Consents>();

    internal Identity Identity => Services.GetRequiredService<Identity>();

    /// <summary>What was asked of the server: method, path below v1/, id, body.</summary>
    internal IReadOnlyList<(string Method, string Path, string? Id, string? Body)> Asked
        => [.. _records.Invocations["call"].Select(call => ((string)call.Arguments[0]!, (string)call.Arguments[1]!, (string?)call.Arguments[2], (string?)call.Arguments[3]))];

    /// <summary>What the browser says of the device.</summary>
    protected void Facts(string partners = "") => _device.Setup<string>("facts").SetResult($$"""{"languages":["en"],"address":"https://example.org/","platform":"linux","partners":[{{partners}}]}""");

    /// <summary>What this browser has kept.</summary>
    protected void Kept(string name, string json) => _device.Setup<string?>("read", name).SetResult(json);

    /// <summary>What the server says of the policy.</summary>
    protected void Policy(string answer) => _records.Setup<string>("policy").SetResult(answer);

    /// <summary>What the server answers to a call; the last word holds.</summary>
    protected void Server(string answer, string method = "", string path = "", string id = "")
        => _records.Setup<string>("call", call => method is "" || ((string)call.Arguments[0]! == method && (string)call.Arguments[1]! == path && (id is "" || id == (string?)call.Arguments[2]))).SetResult(answer);

    /// <summary>The browser can show notices.</summary>
    protected void CanPush() => _records.Setup<bool>("canPush").SetResult(true);

    /// <summary>What the browser gives where notices are asked of it; null where the person says no to it.</summary>
    protected void Subscription(string? endpointAndKeys) => _records.Setup<string?>("subscribe", _ => true).SetResult(endpointAndKeys);

    /// <summary>The browser cannot end what it was subscribed to.</summary>
    protected void CannotUnsubscribe() => _records.Setup<object?>("unsubscribe").SetException(new JSException(""));

    /// <summary>Starts as the app does.</summary>
    protected async Task StartAsync()
    {
        await Keeper.ReadAsync();
        await Watch.ReadAsync();
        await Identity.ReadAsync();
    }

    /// <summary>Agreements that were given earlier, as this browser keeps them.</summary>
    protected void Agreed(string tag, params string[] purposes) => Kept("settings", $$"""
        {"announced":0,"consents":[{{string.Join(',', purposes.Select(purpose => $$"""{"purpose":"{{purpose}}","tag":"{{tag}}","at":"2026-11-20T09:00:00+00:00","always":true,"guardian":false}"""))}}]}
        """);

    /// <summary>An announcement.</summary>
    protected static string Announced(int number, string from, bool widens = false, string? controller = null) => $$$"""
        {"number":{{{number}}},"tag":"2.{{{number}}}","from":"{{{from}}}","widens":{{{(widens ? "true" : "false")}}},"controller":{{{(controller is null ? "null" : $$"""{"name":"{{controller}}","contact":"post@example.com"}""")}}},"changes":{"en":"Change {{{number}}}","de":"Änderung {{{number}}}"}}
        """;

    /// <summary>A policy as the server says it.</summary>
    protected static string State(string tag, string binding, string inForce = "", string upcoming = "", int edition = 2)
        => $$$"""{"result":{"tag":"{{{tag}}}","edition":{{{edition}}},"since":"2026-11-26","controller":null,"binding":"{{{binding}}}","inForce":[{{{inForce}}}],"upcoming":[{{{upcoming}}}]}}""";

    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
