using System.Net;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Server.Tests.PublicPages;

/// <summary>The page of the policy says who can receive data.</summary>
public sealed class ProcessorsTests(SharedServer shared)
{
    [Fact]
    public async Task The_page_names_everybody_in_every_language_with_their_own_policies_and_what_this_server_uses()
    {
        foreach (Language language in Languages.All)
        {
            Sentences words = Sentences.In(language);
            string html = await shared.Api.Client.GetStringAsync(new Uri($"privacy?lang={language.Tag}", UriKind.Relative), TestContext.Current.CancellationToken);
            string page = WebUtility.HtmlDecode(html);
            foreach (Processor processor in Processors.All)
            {
                ProcessorText said = processor.In(words);
                Assert.All([said.Name, said.Purpose, said.Data, said.Retention, said.Country, said.When], text => Assert.Contains(text, page, StringComparison.Ordinal));
                if (processor.Policy is { } policy)
                    Assert.Contains($"href=\"{policy.AbsoluteUri}\"", html, StringComparison.Ordinal);
            }
        }
        string english = WebUtility.HtmlDecode(await shared.Api.Client.GetStringAsync(new Uri("privacy?lang=en", UriKind.Relative), TestContext.Current.CancellationToken));
        // Nothing but the server itself, and of what the app loads no server knows.
        Assert.Single(english.Split("<dd>In use</dd>").Skip(1));
        Assert.Equal(Processors.All.Count - 3, english.Split("<dd>Not in use</dd>").Length - 1);
    }
}
