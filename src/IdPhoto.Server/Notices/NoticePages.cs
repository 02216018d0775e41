using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Notices;

/// <summary>The pages that links in mails lead to. Opening one changes nothing: programs that check mails open links too.</summary>
internal static partial class NoticePages
{
    /// <summary>A style and a form to this server; no script.</summary>
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/notices/confirm/{token}", ShowConfirmAsync).OpenToAll();
        app.MapPost("/notices/confirm/{token}", ConfirmAsync).OpenToAll();
        app.MapGet("/notices/stop/{token}", ShowStopAsync).OpenToAll();
        app.MapPost("/notices/stop/{token}", StopAsync).OpenToAll();
    }

    private static Task ShowConfirmAsync(HttpContext context) => Find(context) is null
        ? GoneAsync(context)
        : SendAsync(context, Message.Of("notices.page-confirm-title"), Message.Of("notices.page-confirm"), Message.Of("notices.page-confirm-button"));

    private static async Task ConfirmAsync(HttpContext context)
    {
        if (Find(context) is not { } hash)
        {
            await GoneAsync(context);
            return;
        }
        Service<MailTable>(context).Confirm(hash);
        await SendAsync(context, Message.Of("notices.page-confirmed-title"), Message.Of("notices.page-confirmed"));
    }

    private static Task ShowStopAsync(HttpContext context) => MailTokens.Hash(Token(context)) is null
        ? GoneAsync(context)
        : SendAsync(context, Message.Of("notices.page-stop-title"), Message.Of("notices.page-stop"), Message.Of("notices.page-stop-button"));

    // Also what a mail program sends by itself (RFC 8058), and may send twice; its body says nothing more. Of a link that was used nothing
    // is kept, so that it cannot be told from one that never was: both are answered the same. One that was cut off stops nothing.
    private static async Task StopAsync(HttpContext context)
    {
        if (MailTokens.Hash(Token(context)) is not { } hash)
        {
            await GoneAsync(context);
            return;
        }
        await Service<MailSubscriptions>(context).StopAsync(hash);
        await SendAsync(context, Message.Of("notices.page-stopped-title"), Message.Of("notices.page-stopped"));
    }

    private static Task GoneAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return SendAsync(context, Message.Of("notices.page-gone-title"), Message.Of("notices.page-gone"));
    }

    private static byte[]? Find(HttpContext context)
        => MailTokens.Hash(Token(context)) is { } hash && Service<MailTable>(context).CanConfirm(hash) ? hash : null;

    private static string? Token(HttpContext context) => context.Request.RouteValues["token"] as string;

    private static T Service<T>(HttpContext context)
        where T : notnull => (T)context.RequestServices.GetService(typeof(T))!;

    private static async Task SendAsync(HttpContext context, Message title, Message text, Message? button = null)
    {
        Sentences words = Words(context);
        using StreamReader page = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("pages/notice.html")!);
        string filled = Gap().Replace(await page.ReadToEndAsync(context.RequestAborted), gap => gap.Groups[1].Value switch
        {
            "language" => words.Spoken.Tag,
            "direction" => words.Spoken.RightToLeft ? "rtl" : "ltr",
            "title" => Html.Encode(words.Say(title)),
            "text" => Html.Encode(words.Say(text)),
            _ => button is null ? "" : $"<form method=\"post\"><button type=\"submit\">{Html.Encode(words.Say(button))}</button></form>",
        });
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await context.Response.WriteAsync(filled, context.RequestAborted);
    }

    // The link in the mail names the mail's language; else it is the browser's.
    private static Sentences Words(HttpContext context)
        => Languages.Find(context.Request.Query["lang"].ToString()) is { } named ? Sentences.In(named, Place.Api) : ServerWords.For(context);

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Gap();
}
