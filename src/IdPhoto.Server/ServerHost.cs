using System.Text.Json.Serialization;
using IdPhoto.Desktop;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Api;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Notices;
using IdPhoto.Server.Policies;
using IdPhoto.Server.PublicPages;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Register;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Site;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace IdPhoto.Server;

/// <summary>Puts the server together.</summary>
internal static class ServerHost
{
    /// <summary>Of what a connection sends in advance while nothing of it is read. No other bound counts it; beyond this it waits with the system and its sender.</summary>
    private const int RequestBuffer = 64 * 1024;

    /// <summary>A server that is not started yet.</summary>
    /// <param name="settings">All that it was told.</param>
    /// <param name="studio">One that outlives it; null for its own.</param>
    /// <exception cref="SettingException">The master key or the data folder cannot be used.</exception>
    public static WebApplication Build(ServerSettings settings, PhotoStudio? studio = null)
    {
        // An empty builder: no settings file, environment variable or folder has a say that is not in our own list.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, settings));
        AddLogging(builder.Logging);
        if (studio is null)
            builder.Services.AddSingleton(_ => DesktopStudio.Open(StudioOptions(settings), settings.ModelFolder));
        else
            builder.Services.AddSingleton(studio);
        AddServices(builder.Services, settings);
        WebApplication app = builder.Build();
        try
        {
            foreach (ListenAddress address in settings.AllListen)
                if (address.SocketPath is { } socket)
                    StaleSocket.Remove(socket);
            // Held already; from here on it is given up with the application, after all that uses the folder.
            app.Services.GetRequiredService<FolderLock>();
            app.Services.GetRequiredService<AuditLog>();
            AddPipeline(app, settings);
            WatchGauges(app.Services);
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    /// <summary>How its studio works.</summary>
    public static PhotoStudioOptions StudioOptions(ServerSettings settings) => new()
    {
        Threads = Math.Max(1, Environment.ProcessorCount / settings.Workers),
        Limits = settings.Limits,
    };

    private static void Limit(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        // A connection would hold the texts of its last request's headers, the token among them.
        kestrel.DisableStringReuse = true;
        kestrel.ConfigureEndpointDefaults(new ConnectionShares(settings).AddTo);
        // Silent connections count until then.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(10));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(settings.AnswerBytesPerSecond, FileAnswer.Patience);
        kestrel.Limits.MaxRequestBufferSize = RequestBuffer;
        // Of bodies that are not photos; the upload reader sets its own.
        kestrel.Limits.MaxRequestBodySize = 16 * 1024;
        foreach (ListenAddress address in settings.AllListen)
            address.AddTo(kestrel);
    }

    private static void Limit(SocketTransportOptions sockets)
    {
        // What is written has reached the system when writing it returns: between the two it could not be taken back.
        sockets.MaxWriteBufferSize = 1;
        // The server's limit of the same meaning is for what TLS or HTTP/2 unpack; without them requests are read from here.
        sockets.MaxReadBufferSize = RequestBuffer;
    }

    /// <summary>Only our own few sentences: the framework's loggers write addresses, headers and exceptions.</summary>
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter((category, level) => level >= LogLevel.Information && category?.StartsWith("IdPhoto.", StringComparison.Ordinal) == true);
    }

    private static void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<ServerMetrics>();
        StoreServices.Add(services, settings);
        AdminSocket.Restrict(services, settings);
        NoticeServices.Add(services, settings.Notices);
        LetterServices.Add(services, settings);
        services.AddSingleton<IMemoryPoolFactory<byte>, ClearingPools>().AddSingleton<HeapRelease>();
        services.AddHostedService(provider => provider.GetRequiredService<HeapRelease>());
        services.AddSingleton<WorkQueue>().AddSingleton<WorkMemory>().AddSingleton<TransferMemory>().AddSingleton<UploadReader>().AddSingleton<PhotoWork>();
        services.AddSingleton<HostNames>().AddSingleton<ApiKeys>().AddSingleton<Callers>().AddSingleton<RateLimits>().AddSingleton<AnswerTimes>();
        CompatibleApi.AddTo(services);
        services.AddSingleton<FileHashes>().AddSingleton<SiteAnswer>();
        services.Configure<SocketTransportOptions>(Limit);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownTime);
        services.Configure<ForwardedHeadersOptions>(proxies => Trust(proxies, settings));
        services.AddRouting();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ServerMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
    }

    private static void Trust(ForwardedHeadersOptions proxies, ServerSettings settings)
    {
        proxies.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        proxies.KnownProxies.Clear();
        proxies.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork network in settings.TrustedProxies)
            proxies.KnownIPNetworks.Add(network);
    }

    private static void AddPipeline(WebApplication app, ServerSettings settings)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.Use(app.Services.GetRequiredService<AnswerTimes>().WatchAsync);
        app.UseMiddleware<RefusalMiddleware>();
        HeapRelease heap = app.Services.GetRequiredService<HeapRelease>();
        if (settings.AdminListen is { } admin)
            app.MapWhen(admin.IsAt, acts => AdminApi.Map(acts.Use(heap.WatchAsync)));
        if (settings.TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        // Everything below goes by the endpoint that was found, and never by the text of the address.
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<HostNames>().CheckAsync);
        app.Use(heap.WatchAsync);
        app.Use(HealthApi.Only(settings.HealthListen));
        app.Use(app.Services.GetRequiredService<RateLimits>().CheckAsync);
        app.Use(app.Services.GetRequiredService<ApiKeys>().CheckAsync);
        app.Use(app.Services.GetRequiredService<ConsentGuard>().CheckAsync);
        if (settings.Compatibility is not null)
            app.Use(CompatibleApi.NotFoundAsync);
        DirectApi.Map(app);
        SheetsApi.Map(app);
        StayApi.Map(app);
        PreviewApi.Map(app);
        ChecksApi.Map(app);
        SpecsApi.Map(app);
        PolicyApi.Map(app);
        DeviceApi.Map(app);
        LettersApi.Map(app);
        ReceiptsApi.Map(app);
        ProcessorsApi.Map(app);
        StatisticsApi.Map(app);
        NoticeApi.Map(app);
        NoticePages.Map(app);
        CompatibleApi.Map(app, settings);
        HealthApi.Map(app);
        PublicPage.Map(app);
        Page.Map(app);
        AppSite.Map(app, settings);
        app.MapOpenApi("/openapi/{documentName}.json").OpenToAll();
        app.MapPrometheusScrapingEndpoint("/metrics").OpenToMonitoring().OnlyNear();
    }

    private static void WatchGauges(IServiceProvider services)
    {
        ServerMetrics metrics = services.GetRequiredService<ServerMetrics>();
        PhotoStore store = services.GetRequiredService<PhotoStore>();
        metrics.Watch("idphoto.photos.stored", "{photo}", "Photos that are kept.", () => store.LastTotals.Photos);
        metrics.Watch("idphoto.photos.stored.size", "By", "Bytes of the photos that are kept.", () => store.LastTotals.Bytes);
        WorkQueue queue = services.GetRequiredService<WorkQueue>();
        metrics.Watch("idphoto.work.inside", "{photo}", "Photos that are worked on or wait for it.", () => queue.Inside);
        PreviewCache previews = services.GetRequiredService<PreviewCache>();
        metrics.Watch("idphoto.previews.size", "By", "Bytes of cut-outs in memory.", () => previews.Bytes);
    }
}
