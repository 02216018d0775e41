namespace IdPhoto.Faces;

/// <summary>The indices of the face mesh that are spoken of anywhere, in one place.</summary>
/// <remarks>
/// As published with MediaPipe (face landmark module and canonical face model, Apache-2.0). "Right" and "left" are the
/// subject's own: the subject's right eye is image-left in an upright picture that is not mirrored.
/// </remarks>
internal static class FaceLandmarks
{
    /// <summary>Points of the mesh proper; the irises follow.</summary>
    public const int MeshPoints = 468;

    /// <summary>Points with both irises.</summary>
    public const int AllPoints = 478;

    public const int RightEyeOuter = 33;
    public const int RightEyeInner = 133;
    public const int LeftEyeInner = 362;
    public const int LeftEyeOuter = 263;
    public const int RightIris = 468;
    public const int LeftIris = 473;
    public const int RightUpperLid = 159;
    public const int LeftUpperLid = 386;
    public const int RightBrow = 105;
    public const int LeftBrow = 334;
    /// <summary>The lower edge of the brow's inner end.</summary>
    public const int RightBrowInner = 55;
    public const int LeftBrowInner = 285;

    /// <summary>Between the brows.</summary>
    public const int Glabella = 9;
    public const int NasalRoot = 168;
    public const int NasalBridge = 6;
    public const int NoseTip = 4;
    public const int RightMouthCorner = 61;
    public const int LeftMouthCorner = 291;
    public const int UpperLipInner = 13;
    public const int LowerLipInner = 14;
    public const int ChinRight = 148;
    public const int Menton = 152;
    public const int ChinLeft = 377;

    /// <summary>Beside the tragion, where the ear joins the head.</summary>
    public const int RightEar = 234;
    public const int LeftEar = 454;
    public const int RightCheek = 50;
    public const int LeftCheek = 280;

    /// <summary>The outline of the face, forehead included, in order.</summary>
    public static IReadOnlyList<int> Oval { get; } =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    /// <summary>The points of <see cref="Oval"/> on the forehead.</summary>
    public static IReadOnlyList<int> OvalForehead { get; } = [10, 338, 297, 332, 284, 103, 67, 109, 54, 21, 251, 162];

    /// <summary>The outline from ear to ear over the chin.</summary>
    public static IReadOnlyList<int> Jaw { get; } =
        [234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454];

    /// <summary>OFIQ's outline of the face without forehead: brows, then the contour over the chin. Mesh points nearest to its 98.</summary>
    public static IReadOnlyList<int> BrowsAndJaw { get; } =
    [
        70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127,
    ];

    /// <summary>The edge of the lids, in order.</summary>
    public static IReadOnlyList<int> RightEyeContour { get; } = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];

    public static IReadOnlyList<int> LeftEyeContour { get; } = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];

    /// <summary>The edge of the lids in eight points, as OFIQ has it.</summary>
    public static IReadOnlyList<int> RightEyeCoarse { get; } = [33, 160, 159, 158, 133, 153, 145, 144];

    public static IReadOnlyList<int> LeftEyeCoarse { get; } = [362, 385, 386, 387, 263, 373, 374, 380];

    /// <summary>Points of the upper lid and those below them.</summary>
    public static IReadOnlyList<(int Upper, int Lower)> RightLids { get; } = [(160, 144), (159, 145), (158, 153)];

    public static IReadOnlyList<(int Upper, int Lower)> LeftLids { get; } = [(387, 373), (386, 374), (385, 380)];

    /// <summary>Points of the upper lip's inner edge and those below them.</summary>
    public static IReadOnlyList<(int Upper, int Lower)> InnerLips { get; } = [(81, 178), (13, 14), (311, 402)];

    /// <summary>The inner edge of the lips, in order.</summary>
    public static IReadOnlyList<int> InnerLipContour { get; } = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];

    /// <summary>The outer edge of the lips, in order.</summary>
    public static IReadOnlyList<int> OuterLipContour { get; } = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];

    /// <summary>
    /// Mirrored places of skin that light reaches evenly: cheekbones, cheeks, jaw, forehead. Beside the nose and in the
    /// sockets shading is normal; lips and lids move.
    /// </summary>
    public static IReadOnlyList<(int Right, int Left)> MirroredSkin { get; } =
        [(50, 280), (117, 346), (205, 425), (187, 411), (207, 427), (104, 333), (69, 299), (67, 297), (123, 352), (147, 376)];

    /// <summary>The points in the face's middle that no expression moves, with their places in the canonical model: x to the subject's left, y up, z toward the camera, in cm.</summary>
    public static IReadOnlyList<(int Index, double X, double Y, double Z)> RigidMiddle { get; } =
    [
        (8, 0, 4.019, 5.285), (9, 0, 4.886, 5.385), (151, 0, 6.545, 5.027), (168, 0, 3.271, 5.236), (6, 0, 2.473, 5.789),
        (197, 0, 1.728, 6.317), (195, 0, 1.059, 6.775), (5, 0, 0.366, 7.243), (4, 0, -0.463, 7.587), (1, 0, -1.127, 7.476), (2, 0, -2.089, 6.058),
    ];

    /// <summary>The mirrored points that no expression moves, with the left one's place in the canonical model.</summary>
    public static IReadOnlyList<(int Right, int Left, double X, double Y, double Z)> RigidPairs { get; } =
    [
        (33, 263, 4.446, 2.664, 3.173), (133, 362, 1.856, 2.585, 3.758), (127, 356, 7.743, 2.365, -2.005), (234, 454, 7.664, 0.673, -2.436),
        (93, 323, 7.542, -1.049, -2.431), (162, 389, 7.556, 4.107, -0.992), (21, 251, 7.088, 5.435, 0.100), (116, 345, 6.465, 0.937, 1.690),
        (123, 352, 6.338, -0.529, 1.881), (98, 327, 1.406, -1.714, 5.241), (129, 358, 1.786, -0.978, 4.850),
    ];

    /// <summary>The mesh points that the attention mesh's output of lips replaces, in its order.</summary>
    public static ReadOnlySpan<short> RefinedLips =>
    [
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
        78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
        76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
        62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
    ];

    /// <summary>Likewise its output of the subject's right eye, which MediaPipe calls left.</summary>
    public static ReadOnlySpan<short> RefinedRightEye =>
    [
        33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173,
        130, 25, 110, 24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190,
        226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189,
        35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245,
        156, 70, 63, 105, 66, 107, 55, 193,
    ];

    /// <summary>Likewise the subject's left eye.</summary>
    public static ReadOnlySpan<short> RefinedLeftEye =>
    [
        263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398,
        359, 255, 339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414,
        446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413,
        265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465,
        383, 300, 293, 334, 296, 336, 285, 417,
    ];

    public static ReadOnlySpan<short> RefinedRightIris => [468, 469, 470, 471, 472];

    public static ReadOnlySpan<short> RefinedLeftIris => [473, 474, 475, 476, 477];
}
