"""The fonts: which files of which npm package, pinned. All under the SIL Open Font License 1.1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FontPackage:
    """Part of one package ``@expo-google-fonts/<name>``."""

    name: str
    version: str
    prefix: str
    """Of the file names: ``<prefix>_<style>.ttf`` in the folder ``<style>``."""
    styles: tuple[str, ...]
    integrity: str


FONT_PACKAGES = (
    FontPackage(
        "inter",
        "0.4.2",
        "Inter",
        ("400Regular", "500Medium", "600SemiBold", "700Bold", "800ExtraBold"),
        "sha512-syfiImMaDmq7cFi0of+waE2M4uSCyd16zgyWxdPOY7fN2VBmSLKEzkfbZgeOjJq61kSqPBNNtXjggiQiSD6gMQ==",
    ),
    FontPackage(
        "eb-garamond",
        "0.4.3",
        "EBGaramond",
        ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold"),
        "sha512-8HsDPKN6vDlzxZLgo3UFcyr4uvtY33TBpM65owySnF8cy8hq0ss8AWmBvT/lMRJ/wfcoaPP8gFQsizPRvr0nqg==",
    ),
    FontPackage(
        "noto-sans",
        "0.4.2",
        "NotoSans",
        ("400Regular", "600SemiBold"),
        "sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==",
    ),
    FontPackage(
        "noto-sans-arabic",
        "0.4.3",
        "NotoSansArabic",
        ("400Regular", "600SemiBold"),
        "sha512-YvtxyuegxPegu2g5urXJ+gQxRp8i798nQswTmEjwXOWR/fqy0Gvey6h5IoNRBrc43SxRxPezqCiR9ivpfPAXSg==",
    ),
    FontPackage(
        "noto-sans-hebrew",
        "0.4.1",
        "NotoSansHebrew",
        ("400Regular", "600SemiBold"),
        "sha512-NR3vP6GT/hSINLrk4JHJBQnuzh/C1mlMrphNlI2dQaO53a3oTjSRoG4JyYb1B6bHadjsGh0wPZbT4kMJBKjT/w==",
    ),
    FontPackage(
        "noto-sans-devanagari",
        "0.4.1",
        "NotoSansDevanagari",
        ("400Regular", "600SemiBold"),
        "sha512-26boYPNKGP1r4R5MxsMAY/zCQOwiXLOJzX8sh1a2oEWyQurQsyniaCv4992c+9jjwshEEt2NNVv5GcnyzaL7QQ==",
    ),
    FontPackage(
        "noto-sans-bengali",
        "0.4.4",
        "NotoSansBengali",
        ("400Regular", "600SemiBold"),
        "sha512-Ya58tLTEdP4P5EF3ZXTM829/g57mbfW8OrD16MMZr2sC3nIKItl/3J9tZlk1nrtqfFGzIgxb+zt/hLjAaTAQgQ==",
    ),
    FontPackage(
        "noto-sans-tamil",
        "0.4.3",
        "NotoSansTamil",
        ("400Regular", "600SemiBold"),
        "sha512-1TBkwJ8gJPnt1UIC+um987hYb/QmRDATGKbtwDW6dajISxr8b7+EVjwMESMJaQxfNS8VWE4IBT2jYmpBGw4D+w==",
    ),
    FontPackage(
        "noto-sans-telugu",
        "0.4.2",
        "NotoSansTelugu",
        ("400Regular", "600SemiBold"),
        "sha512-t5wZI1/2u69ugVr2v9P4Qqt9BHHwDQ/26+1p9MLrwf1lNSW64Mw16AIRzGWIOcRMd0drYWeZzZO1DqoFts3KiA==",
    ),
    FontPackage(
        "noto-sans-kannada",
        "0.4.3",
        "NotoSansKannada",
        ("400Regular", "600SemiBold"),
        "sha512-nFDeSKVlpCJpd4x4E+W5WwfJVJ5fGN5pa/szOvE9GotDEYTPuhd8SzKYsQ4F2PVbzXRT21jMXxJ70tKPvItuGA==",
    ),
    FontPackage(
        "noto-sans-malayalam",
        "0.4.2",
        "NotoSansMalayalam",
        ("400Regular", "600SemiBold"),
        "sha512-TZfS4nKhsQftD4nJr5R4fOO7EKe0L5RAscmYehignHr5JJVzW49Nxom0w0rnmHDU2iV3zWIOeyx3rN3bkHGI0A==",
    ),
    FontPackage(
        "noto-sans-gujarati",
        "0.4.2",
        "NotoSansGujarati",
        ("400Regular", "600SemiBold"),
        "sha512-KtJySkho6C2Yf28dZx1SYwAs671hncIpBpIlTDzxLv7i7iOFJ2p74nzyP23aY04HUm28ELX7r86Dmui/qpLpMg==",
    ),
    FontPackage(
        "noto-sans-gurmukhi",
        "0.4.1",
        "NotoSansGurmukhi",
        ("400Regular", "600SemiBold"),
        "sha512-yAaWoUawvVD/50HnZWN1lABWOy9eNcbS3i9bRjoXwEueaoI7E2dTd7liA2BcJ/uTkFUgYWd5QOjIfoCXnTo44Q==",
    ),
    FontPackage(
        "noto-sans-sinhala",
        "0.4.2",
        "NotoSansSinhala",
        ("400Regular", "600SemiBold"),
        "sha512-pczEE8p3aAvnMuVSppyW8d9dqlg9wxr8R3BfEUB9qPQHAWlR9TsSlaGbF/G/j8k4fSU21swf+v5p4BeTuFeMtA==",
    ),
    FontPackage(
        "noto-sans-thai",
        "0.4.2",
        "NotoSansThai",
        ("400Regular", "600SemiBold"),
        "sha512-PGBBBDGfJJ/5y2hNweLBZWD4YmVT4uOO4chsOPXyl0TktaBJamDKVKv/WbGiDTeBGdkegLiytsWo+lhnkHP5qA==",
    ),
    FontPackage(
        "noto-sans-lao",
        "0.4.2",
        "NotoSansLao",
        ("400Regular", "600SemiBold"),
        "sha512-gM/grIG03BWSk8lqiR1IC7WHpGH/8TrvwU0ZjEvs236YiN0LK2qQythq6lqcJbENo/0HMxdk13n35yhqnHVJ8g==",
    ),
    FontPackage(
        "noto-sans-khmer",
        "0.4.3",
        "NotoSansKhmer",
        ("400Regular", "600SemiBold"),
        "sha512-vBG7J/w4j+tPTPA53a43zb/s/K3AjHRTDbEG4omn/xs4dThknBh4aVRJ4zwROLy7OeZnhQPDkGRUEPAi8C/btg==",
    ),
    FontPackage(
        "noto-sans-myanmar",
        "0.4.2",
        "NotoSansMyanmar",
        ("400Regular", "600SemiBold"),
        "sha512-qG8DHmy+7xFvW5z8lN3r5jjEXoQBhjpjoxXR/Y8/WcywirPIBZnFpAy5IlwCRSobJdCw3+i7gvmIz1bl6mp7bg==",
    ),
    FontPackage(
        "noto-sans-georgian",
        "0.4.3",
        "NotoSansGeorgian",
        ("400Regular", "600SemiBold"),
        "sha512-qvQ/DE/F10hZPD/vYSm68aNWjOLyxGrCC3NzZR3L0RWpo2njqePvNjXcAcR9yvLwrREOmlWGtUD7GTAuIjlkzA==",
    ),
    FontPackage(
        "noto-sans-armenian",
        "0.4.2",
        "NotoSansArmenian",
        ("400Regular", "600SemiBold"),
        "sha512-AHnwnabRI64hwenSeePxp2TICbYK6Wg56o2y5shFTLWLWzwnPXv30r4LGy6NQYk9PliXizDU9Qeyvob6e3tsgQ==",
    ),
    FontPackage(
        "noto-sans-ethiopic",
        "0.4.2",
        "NotoSansEthiopic",
        ("400Regular", "600SemiBold"),
        "sha512-puS0u1/7b0kZ6fqOYaSlCdai8zHuD9CQY2qlyJEtYzUC5Nd1fH3QENmQc0a1Gcqe0q9s3n7440eNJSLK2mGouw==",
    ),
    FontPackage(
        "noto-sans-math",
        "0.4.2",
        "NotoSansMath",
        ("400Regular",),
        "sha512-Kgj0kKibznTLYcbpR8Tk2ybr76uMOyrlyoP5F9G+0UiJzAMA4zG/XIlrgXKzfFGERhA0Rc3vbwDeeTxwXPlaYg==",
    ),
    FontPackage(
        "noto-sans-symbols-2",
        "0.4.1",
        "NotoSansSymbols2",
        ("400Regular",),
        "sha512-jFymG5s4OLlXpy9E9FQvSXpSnf43BIYcJiPXEHSw6LFNvbahkjmUWb/cj4vsX/KdUksGLTPbjB9iRuu8L3yJ8A==",
    ),
)
"""In the order in which a missing character is looked for."""
