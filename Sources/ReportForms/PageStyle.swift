/// The look of the report's page. Every pair of text and ground has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
enum PageStyle {
    static let css: StaticString = """
        :root{--ink:#1b1f24;--quiet:#57606a;--ground:#ffffff;--panel:#f3f5f7;--line:#d0d7de;--bar:#0b5cad;--track:#c9d1d9;--over:#b42318}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9da7b1;--ground:#0d1117;--panel:#161b22;--line:#30363d;--bar:#58a6ff;--track:#3d444d;--over:#ff7b72}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
        main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        h1{font-size:1.7rem;line-height:1.2;margin:.2em 0}h2{font-size:1.25rem;margin:2.2em 0 .6em;border-bottom:1px solid var(--line)}
        h3{font-size:1.02rem;margin:1.4em 0 .3em}p{margin:.4em 0}ul,ol{padding-left:1.4rem}li{margin:.25em 0}ol>li{margin:.9em 0}
        .total{font-size:1.15rem;margin-top:.8em}.total strong{font-size:1.9rem}.quiet{color:var(--quiet);font-size:.92rem}
        .notice{background:var(--panel);border:1px solid var(--line);padding:.8rem 1rem;border-radius:6px}
        blockquote{margin:.5em 0;padding:.4em .9em;border-left:4px solid var(--bar);background:var(--panel);overflow-wrap:anywhere}
        blockquote p{margin:0;white-space:pre-wrap}blockquote footer{color:var(--quiet);font-size:.85rem}
        .chip{display:inline-block;padding:0 .55em;border-radius:1em;font-size:.82rem;font-weight:600;color:#fff;white-space:nowrap}
        .chip.v-met{background:#1a7f37}.chip.v-partial{background:#7d5600}.chip.v-absent{background:#57606a}
        .chip.v-contradicted{background:#b42318}.chip.v-unsure{background:#5b3fa8}.chip.v-none{background:#5a6069}
        .chart{width:100%;display:block;margin:.6em 0}.chart text{fill:var(--ink);font-size:13px}
        .chart .cell{fill:#fff;text-anchor:middle;font-size:11px;font-weight:600}
        .bar{fill:var(--bar)}.track{fill:var(--track)}.over{fill:var(--over)}
        rect.v-met{fill:#1a7f37}rect.v-partial{fill:#7d5600}rect.v-absent{fill:#57606a}rect.v-contradicted{fill:#b42318}
        rect.v-unsure{fill:#5b3fa8}rect.v-none{fill:#5a6069;stroke:var(--line);stroke-dasharray:4 3}
        a:focus-visible{outline:3px solid var(--bar)}
        @media print{:root{--ink:#000;--quiet:#444;--ground:#fff;--panel:#fff;--line:#999;--bar:#0b5cad;--track:#ddd;--over:#b42318}
        body{font-size:11pt}main{max-width:none;padding:0}article,blockquote,li,svg{break-inside:avoid}h2,h3{break-after:avoid}
        .chip,rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        """
}
