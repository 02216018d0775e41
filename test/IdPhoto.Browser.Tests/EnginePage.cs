using System.Text.Json;
using Microsoft.Playwright;

namespace IdPhoto.Browser.Tests;

/// <summary>A page with a started engine.</summary>
internal sealed class EnginePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private EnginePage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens a page in a browser profile of its own.</summary>
    public static async Task<EnginePage> OpenAsync(IBrowser browser, string address)
    {
        IBrowserContext context = await browser.NewContextAsync();
        EnginePage page = new(context, await context.NewPageAsync());
        await page.Page.GotoAsync(address);
        await page.Page.WaitForFunctionAsync("globalThis.ready === true");
        return page;
    }

    /// <summary>Starts the engine.</summary>
    public Task StartAsync(bool salient = true, string language = "en", int threads = 1, string gpu = "auto") => Page.EvaluateAsync(
        "async ([salient, language, threads, gpu]) => { globalThis.engine = await PhotoEngine.start({ framework: './_framework/', salient, language, threads, gpu }); }",
        new object[] { salient, language, threads, gpu });

    /// <summary>Opens a picture. The answer is what was found in it, or <c>{refusal}</c>.</summary>
    public Task<JsonElement> OpenPhotoAsync(byte[] file) => CallAsync("engine.open(new Blob([toBytes(file)]))", new { file = Convert.ToBase64String(file) });

    /// <summary>Checks the open picture.</summary>
    public Task<JsonElement> CheckAsync(object request) => CallAsync("engine.check(request)", new { request });

    /// <summary>Makes photos of the open picture.</summary>
    public Task<JsonElement> MakeAsync(object request) => CallAsync("engine.make(request).then((made) => made.map((line) => ({ ...line, file: line.file && toText(line.file) })))", new { request });

    /// <summary>Evaluates a call; what it is refused with is an answer, too.</summary>
    public Task<JsonElement> CallAsync(string call, object? facts = null)
    {
        string names = facts is null ? "" : string.Join(", ", facts.GetType().GetProperties().Select(property => property.Name));
        return Page.EvaluateAsync<JsonElement>(
            $$"""
            async ({ {{names}} }) => {
                try {
                    return await {{call}} ?? null;
                } catch (error) {
                    if (error.name === 'Refusal')
                        return { refusal: { code: error.code, id: error.id, sentence: error.message } };
                    if (error.name === 'Cancelled')
                        return { cancelled: true };
                    throw error;
                }
            }
            """,
            facts ?? new { });
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
