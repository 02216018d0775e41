using IdPhoto.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Letters;

/// <summary>The box for letters, and who tells the operator of them.</summary>
internal static class LetterServices
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<LetterBox>().AddSingleton<LetterLimits>().AddHostedService<LetterSweeper>();
        if (LetterPost.To(settings) is not null)
            services.AddHostedService<LetterPost>();
    }
}
