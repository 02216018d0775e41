using IdPhoto.Server.Guards;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Site;

/// <summary>The app for browsers at the server's root: an endpoint for each of its files, so that access, methods and limits are decided as for all others.</summary>
internal static class AppSite
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the app, or where there is none a redirection to the page on which the API is tried.</summary>
    public static void Map(WebApplication app, ServerSettings settings)
    {
        if (settings.AppFolder is not { } folder)
        {
            // Relative, as a proxy may put the server below an address of its own.
            app.MapMethods("/", Methods, (HttpContext context) => context.Response.Redirect(Api.Page.Address[1..])).ExcludeFromDescription().OpenToAll();
            return;
        }
        SiteAnswer answer = app.Services.GetRequiredService<SiteAnswer>();
        foreach (SiteFile file in SiteFolder.Files(folder).Where(file => !IsOfTheApi(file)))
        {
            Add(app, "/" + file.Address, file, answer);
            if (file.Address == SiteFolder.Start)
                Add(app, "/", file, answer);
        }
    }

    // There an answer without a key would be taken for the API's, be it to a HEAD, which the API does not know.
    private static bool IsOfTheApi(SiteFile file) => file.Address.StartsWith("v1/", StringComparison.OrdinalIgnoreCase);

    private static void Add(WebApplication app, string address, SiteFile file, SiteAnswer answer)
        => app.Map(Literal(address), context => answer.SendAsync(context, file)).WithMetadata(new HttpMethodMetadata(Methods), new OneRoute()).OpenAsFile()
            // An address of the API is never taken by a file.
            .Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = 1);

    /// <summary>Of these very letters: a name with braces is no template.</summary>
    private static RoutePattern Literal(string address) => RoutePatternFactory.Pattern(
        address, address.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => RoutePatternFactory.Segment(RoutePatternFactory.LiteralPart(part))));

    /// <summary>One line in the metrics for all files.</summary>
    private sealed class OneRoute : IRouteDiagnosticsMetadata
    {
        public string Route => "/{app-file}";
    }
}
