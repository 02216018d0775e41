using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Compatibility;

/// <summary>The interface of HivisionIDPhotos v1 at the root of the address, where it is switched on. It guards no documents.</summary>
/// <remarks>Its contract is another project's: docs/compatibility.md describes it, and not the description of our own API.</remarks>
internal static class CompatibleApi
{
    private static readonly string[] OtherMethods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    public static void AddTo(IServiceCollection services) => services.AddSingleton<PhotoFormReader>().AddSingleton<PictureDesk>().AddSingleton<CompatibleCalls>();

    public static void Map(IEndpointRouteBuilder app, ServerSettings settings)
    {
        if (settings.Compatibility is null)
            return;
        foreach (CompatibleAddress address in CompatibleAddress.All)
        {
            app.MapPost(address.Path, (HttpContext context, CompatibleCalls calls) => calls.AnswerAsync(context, address)).TakesPhoto().ExcludeFromDescription();
            app.MapMethods(address.Path, OtherMethods, ContractAnswers.WrongMethod).ExcludeFromDescription();
            app.MapMethods(address.Path, [HttpMethods.Options], CrossOrigin.Preflight).OpenToAll().ExcludeFromDescription();
        }
    }

    /// <summary>Answers as v1 does where nothing is; below /v1, where only the server's own clients ask, with a problem.</summary>
    public static Task NotFoundAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not null || context.Request.Path.StartsWithSegments("/v1"))
            return next(context);
        context.RequestServices.GetRequiredService<ServerMetrics>().Refused(ServerCodes.NotFound);
        return ContractAnswers.NotFound(context).ExecuteAsync(context);
    }
}
